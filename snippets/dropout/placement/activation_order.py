import keras
import numpy as np

z = np.array([[-3.0, -2.0, -1.0, 0.0, 1.0, 2.0, 3.0, 4.0]])


def drop(x):
    return keras.layers.Dropout(0.5, seed=0)(x, training=True)


for activation in [keras.ops.relu, keras.ops.sigmoid]:
    print(activation.__name__)
    before = keras.ops.convert_to_numpy(activation(drop(z)))
    after = keras.ops.convert_to_numpy(drop(activation(z)))
    print("  dropout before", before[0].round(1))
    print("  dropout after ", after[0].round(1))
