import keras
from keras import layers


class Block(layers.Layer):
    def __init__(self):
        super().__init__()
        self.dropout = layers.Dropout(0.3, name="mine")

    def call(self, x):
        return self.dropout(x)


lstm = layers.LSTM(3, dropout=0.1, return_sequences=True)
inside = layers.SpatialDropout1D(0.2, name="inside")
inputs = keras.Input((5, 4))
hidden = layers.Bidirectional(lstm)(inputs)
hidden = layers.MultiHeadAttention(2, 3, dropout=0.4)(hidden, hidden)
outside = layers.Dropout(0.6, name="at_each_step")
hidden = layers.TimeDistributed(outside)(Block()(hidden))
hidden = keras.Sequential([keras.Input((5, 6)), inside])(hidden)
model = keras.Model(inputs, layers.GaussianNoise(0.5)(hidden))
NAMES = ["rate", "stddev", "dropout", "recurrent_dropout"]


def all_layers(layer, result):
    if layer not in result:
        result.append(layer)
        parts = keras.tree.flatten(list(vars(layer).values()))
        for part in parts:
            if isinstance(part, keras.Layer):
                all_layers(part, result)
    return result


for layer in all_layers(model, []):
    for name in NAMES:
        value = vars(layer).get(name)
        if isinstance(value, (int, float)):
            print(layer.name, name, value)
