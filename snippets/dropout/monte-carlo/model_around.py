import keras
import numpy as np
from keras import layers


class MonteCarlo(keras.Model):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def call(self, x):
        return self.model(x, training=True)


inner = keras.Sequential([keras.Input((8,)), layers.Dropout(0.3)])
wrapper = layers.TimeDistributed(layers.Dropout(0.3))
attention = layers.MultiHeadAttention(2, 4, dropout=0.3)
inputs = keras.Input((5, 8))
outputs = {
    "nested_model": inner(inputs[:, 0]),
    "TimeDistributed": wrapper(inputs),
    "SpatialDropout1D": layers.SpatialDropout1D(0.3)(inputs),
    "LSTM": layers.LSTM(4, dropout=0.3)(inputs),
    "attention": attention(inputs, inputs),
}
trained = keras.Model(inputs, outputs)
trained.compile(optimizer="adam", loss="mse")
x = np.random.default_rng(0).normal(size=(4, 5, 8))
y = trained.predict(x, verbose=0)
trained.fit(x, y, verbose=0)

for model in [trained, MonteCarlo(trained)]:
    first = model.predict(x, verbose=0)
    second = model.predict(x, verbose=0)
    differ = [name for name in first if (first[name] != second[name]).any()]
    print(type(model).__name__, sorted(differ))
