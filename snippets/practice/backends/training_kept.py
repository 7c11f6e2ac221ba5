import keras
import numpy as np


class Passed(keras.Model):
    def __init__(self):
        super().__init__()
        self.drop = keras.layers.Dropout(0.5)
        self.out = keras.layers.Dense(
            1, kernel_initializer="ones", use_bias=False
        )

    def call(self, x, training=None):
        return self.out(self.drop(x, training=training))


class Kept(Passed):
    def call(self, x, training=None):
        return self.out(self.drop(x))


x = np.ones((64, 1))
for model in [Kept(), Passed()]:
    model.compile(keras.optimizers.SGD(0.0), "mse")
    loss = model.fit(x, x, verbose=0).history["loss"][0]
    print(
        f"{type(model).__name__:6} dropped:",
        "yes" if loss else "no",
    )
