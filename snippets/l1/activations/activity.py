import keras
import numpy as np

ones = keras.initializers.Ones()
l1 = keras.regularizers.L1(0.1)
for argument in "kernel_regularizer", "activity_regularizer":
    layer = keras.layers.Dense(
        2, "relu", kernel_initializer=ones, **{argument: l1}
    )
    print(argument)
    for rows in (
        [[1, 1, 1]],
        [[1, 1, 1]] * 4,
        [[2, 2, 2]],
        [[-1, -1, -1]],
    ):
        out = layer(np.array(rows))
        print(" ", out.shape, f"{float(layer.losses[0]):.1f}")
