import keras
import numpy as np


@keras.saving.register_keras_serializable("mine")
class Brightness(keras.layers.Layer):
    """Multiply each sample by a number from 0 to 2."""

    def __init__(self, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.seed = seed
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, x, training=False):
        if not training:
            return x
        shape = (keras.ops.shape(x)[0],) + (1,) * (x.ndim - 1)
        factor = keras.random.uniform(
            shape, 0, 2, dtype=x.dtype, seed=self.generator
        )
        return x * factor

    def get_config(self):
        return {**super().get_config(), "seed": self.seed}


layer = Brightness(seed=7)
model = keras.Sequential([keras.Input((2,)), layer])
x = np.ones((3, 2), "float32")
for training in [True, True, False]:
    y = model(x, training=training)
    print(keras.ops.convert_to_numpy(y).round(2)[:, 0])
