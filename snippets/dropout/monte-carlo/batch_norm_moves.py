import keras
import numpy as np


class AlwaysDropout(keras.layers.Dropout):
    def call(self, inputs, training=None):
        return super().call(inputs, training=True)


def report(name, output):
    output = keras.ops.convert_to_numpy(output)
    mean = float(norm.moving_mean[0])
    print(f"{name}: dropped {(output == 0).mean():.1f}, mean {mean:.2f}")


keras.utils.set_random_seed(0)
norm = keras.layers.BatchNormalization()
x = np.random.default_rng(0).normal(5, 1, (1000, 1))
for dropout in [AlwaysDropout(0.5), keras.layers.Dropout(0.5)]:
    model = keras.Sequential([keras.Input((1,)), norm, dropout])
    print(type(dropout).__name__)
    report("  predict", model.predict(x, verbose=0))
    report("  training=True", model(x, training=True))
