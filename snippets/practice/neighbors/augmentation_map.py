import keras
import numpy as np
import tensorflow as tf

images = np.random.default_rng(0).random((16, 8, 8, 3))
labels = np.arange(16) % 2
flip = keras.layers.RandomFlip(seed=0)


def augment(x, y):
    return flip(x, training=True), y


data = tf.data.Dataset.from_tensor_slices((images, labels))
data = data.batch(16).map(augment)
first, second = (next(iter(data))[0] for _ in range(2))
print("changed", not np.array_equal(first, images))
print("new in each epoch", not np.array_equal(first, second))

model = keras.Sequential([keras.Input((8, 8, 3)), keras.layers.Flatten()])
print("weights and states", len(model.variables))
