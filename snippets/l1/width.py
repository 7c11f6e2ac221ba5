import keras
import numpy as np
from keras import layers, ops, regularizers

strength = 0.01
l1 = regularizers.L1(strength)
for width in [16, 64, 256, 1024]:
    keras.utils.set_random_seed(0)
    model = keras.Sequential(
        [
            keras.Input((64,)),
            layers.Dense(width, kernel_regularizer=l1),
            layers.Dense(width, kernel_regularizer=l1),
            layers.Dense(10),
        ]
    )
    penalty = float(sum(model.losses))
    kernel = ops.convert_to_numpy(model.layers[1].kernel)
    mean = np.mean(abs(kernel))
    print(f"width {width}")
    print(f"  penalty {penalty:.0f}, mean weight {mean:.3f}")
    print(f"  pull / mean weight {strength / mean:.2f}")
