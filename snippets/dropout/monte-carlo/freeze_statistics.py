import keras
import numpy as np


class MonteCarlo(keras.Model):
    def __init__(self, model):
        super().__init__()
        self.model = model

    def call(self, x):
        return self.model(x, training=True)


keras.utils.set_random_seed(0)
norm = keras.layers.BatchNormalization()
base = keras.Sequential(
    [keras.Input((1,)), norm, keras.layers.Dropout(0.3)]
)
x = np.random.default_rng(0).normal(5, 1, (1000, 1))
for base.trainable in [False, True]:
    y = MonteCarlo(base).predict(x, verbose=0)
    mean = float(norm.moving_mean[0])
    dropped = (y == 0).mean()
    print(f"trainable {base.trainable}: ", end="")
    print(f"dropped {dropped:.1f}, moving mean {mean:.1f}")
