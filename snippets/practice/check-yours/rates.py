import keras


class Block(keras.layers.Layer):
    def __init__(self):
        super().__init__()
        self.drop = keras.layers.Dropout(0.3)

    def call(self, x):
        return self.drop(x)


model = keras.Sequential(
    [
        keras.Input((5, 4)),
        keras.layers.SpatialDropout1D(0.2, name="spatial"),
        keras.layers.LSTM(3, dropout=0.1, name="lstm"),
        keras.layers.GaussianNoise(0.5, name="noise"),
        keras.layers.Dropout(0.0, name="off"),
        Block(),
    ]
)
NAMES = ["rate", "stddev", "dropout", "recurrent_dropout"]


def show(layer):
    for name in NAMES:
        if hasattr(layer, name):
            print(layer.name, name, getattr(layer, name))
    for inner in getattr(layer, "layers", []):
        show(inner)


show(model)
paths = [variable.path for variable in model.variables]
found = sum("seed_generator" in path for path in paths)
print("layers that can draw", found)
