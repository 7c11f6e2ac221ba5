import keras
import numpy as np
import tensorflow as tf

images = np.random.default_rng(0).random((16, 8, 8, 3))
images = images.astype("float32")
model = keras.Sequential(
    [keras.Input((8, 8, 3)), keras.layers.RandomFlip(seed=0)]
)


def is_changed(path):
    artifact = tf.saved_model.load(path)
    return not np.array_equal(artifact.serve(images), images)


model.export("plain", verbose=False)
print("model.export  ", is_changed("plain"))

archive = keras.export.ExportArchive()
archive.track(model)
archive.add_endpoint(
    name="serve",
    fn=lambda x: model(x, training=False),
    input_signature=[keras.InputSpec(shape=(None, 8, 8, 3), dtype="float32")],
)
archive.write_out("inference", verbose=False)
print("training=False", is_changed("inference"))
