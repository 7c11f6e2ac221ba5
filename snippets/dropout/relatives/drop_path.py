import keras
import numpy as np

inputs = keras.Input((4, 4, 3))
branch = keras.layers.Conv2D(3, 1, kernel_initializer="ones")(inputs)
branch = keras.layers.Dropout(0.5, noise_shape=(None, 1, 1, 1), seed=0)(branch)
model = keras.Model(inputs, keras.layers.add([inputs, branch]))

x = np.ones((8, 4, 4, 3))
for training in [True, False]:
    y = keras.ops.convert_to_numpy(model(x, training=training))
    print("training", training)
    print("  smallest of each example", y.min(axis=(1, 2, 3)))
    print("  largest of each example ", y.max(axis=(1, 2, 3)))
