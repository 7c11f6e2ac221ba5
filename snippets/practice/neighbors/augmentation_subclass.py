import keras
import numpy as np

images = np.random.default_rng(0).random((16, 8, 8, 3))
images = images.astype("float32")


class Without(keras.Model):
    def __init__(self):
        super().__init__()
        self.flip = keras.layers.RandomFlip(seed=0)

    def call(self, x):
        return self.flip(x)


class With(Without):
    def call(self, x, training=None):
        return self.flip(x, training=training)


for model in [Without(), With()]:
    outputs = model.predict(images, verbose=0)
    print(
        type(model).__name__,
        not np.array_equal(outputs, images),
    )
