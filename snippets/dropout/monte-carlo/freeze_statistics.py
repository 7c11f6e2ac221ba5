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
model = keras.Sequential([keras.Input((1,)), norm, keras.layers.Dropout(0.3)])
x = np.random.default_rng(0).normal(5, 1, (1000, 1))
for trainable in [False, True]:
    model.trainable = trainable
    y = MonteCarlo(model).predict(x, verbose=0)
    mean = float(norm.moving_mean[0])
    print(f"trainable={trainable}")
    print(f"  dropped {(y == 0).mean():.1f}, moving mean {mean:.1f}")
