import keras
import numpy as np

images = np.random.default_rng(0).random((4, 8, 8, 3))
labels = np.array([0, 1, 2, 0])
batch = {
    "images": images.astype("float32"),
    "labels": keras.utils.to_categorical(labels, 3),
}
mix = keras.layers.MixUp(alpha=0.4, seed=0)

for training in [True, False]:
    out = mix(batch, training=training)
    print("training", training)
    print(keras.ops.convert_to_numpy(out["labels"]).round(2))
