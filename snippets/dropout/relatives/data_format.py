import keras
import numpy as np

x = np.ones((1, 4, 4, 4))

for data_format in ["channels_last", "channels_first"]:
    layer = keras.layers.SpatialDropout2D(0.5, data_format=data_format, seed=3)
    y = keras.ops.convert_to_numpy(layer(x, training=True))[0]
    print(data_format)
    print("  means along the first axis", y.mean(axis=(1, 2)))
    print("  means along the last axis ", y.mean(axis=(0, 1)))
