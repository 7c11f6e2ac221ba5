import keras
import numpy as np


class Inference(keras.layers.Layer):
    def __init__(self, base):
        super().__init__()
        self.base = base

    def call(self, x):
        return self.base(x, training=False)


def fit(call, trainable):
    norm = keras.layers.BatchNormalization()
    drop = keras.layers.Dropout(0.5, seed=0)
    base = keras.Sequential([keras.Input((1,)), norm, drop])
    base.trainable = trainable
    inputs = keras.Input((1,))
    if call == "Inference(base)":
        outputs = Inference(base)(inputs)
    else:
        outputs = base(inputs, training=False)
    head = keras.layers.Dense(1, kernel_initializer="ones")
    model = keras.Model(inputs, head(outputs))
    model.compile(keras.optimizers.SGD(0.0), "mse")
    x = np.array([[4.0], [6.0]] * 50)
    model.fit(x, x, batch_size=100, verbose=0)
    dropped = int(keras.ops.sum(model(x, training=True) == 0))
    mean = float(norm.moving_mean[0])
    print(f"{call}, trainable {trainable}")
    print(f"  moving mean {mean:.2f}, dropped {dropped}")


fit("training=False", True)
fit("training=False", False)
fit("Inference(base)", True)
