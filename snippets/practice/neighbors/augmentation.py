import keras
import numpy as np

images = np.random.default_rng(0).random((16, 8, 8, 3))
images = images.astype("float32")
model = keras.Sequential(
    [keras.Input((8, 8, 3)), keras.layers.RandomFlip(seed=0)]
)


def is_changed(outputs):
    outputs = keras.ops.convert_to_numpy(outputs)
    return not np.array_equal(outputs, images)


print("predict       ", is_changed(model.predict(images, verbose=0)))
print("model(x)      ", is_changed(model(images)))
print("training=False", is_changed(model(images, training=False)))
print("training=True ", is_changed(model(images, training=True)))
