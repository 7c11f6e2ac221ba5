import keras
import numpy as np

for shape in [(2, 3), (2, 8, 3), (2, 4, 4, 3)]:
    layer = keras.layers.Dense(
        2,
        kernel_initializer="ones",
        activity_regularizer=keras.regularizers.L1(0.1),
    )
    output = layer(np.ones(shape))
    print(tuple(output.shape), f"{float(layer.losses[0]):.1f}")
