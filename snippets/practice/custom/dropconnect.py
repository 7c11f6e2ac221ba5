import keras
import numpy as np


@keras.saving.register_keras_serializable("mine")
class DropConnect(keras.layers.Dense):
    def __init__(self, units, rate=0.5, seed=None, **kwargs):
        super().__init__(units, **kwargs)
        self.rate, self.seed = rate, seed
        self.generator = keras.random.SeedGenerator(seed)

    def call(self, x, training=False):
        kernel = keras.ops.convert_to_tensor(self.kernel)
        if training:
            kernel = keras.random.dropout(
                kernel, self.rate, seed=self.generator
            )
        y = keras.ops.matmul(x, kernel)
        if self.use_bias:
            y = y + self.bias
        return self.activation(y)

    def get_config(self):
        config = super().get_config()
        return {**config, "rate": self.rate, "seed": self.seed}


layer = DropConnect(4, seed=0, kernel_initializer="ones")
x = np.eye(3, dtype="float32")
for training in [True, True, False]:
    y = layer(x, training=training)
    print(keras.ops.convert_to_numpy(y))
