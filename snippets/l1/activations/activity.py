import keras
import numpy as np

l1 = keras.regularizers.L1(0.1)
batches = {
    "one example": [[1, 1, 1]],
    "four examples": [[1, 1, 1]] * 4,
    "twice the input": [[2, 2, 2]],
    "negative input": [[-1, -1, -1]],
}
for argument in ["kernel_regularizer", "activity_regularizer"]:
    layer = keras.layers.Dense(
        2, activation="relu", kernel_initializer="ones", **{argument: l1}
    )
    print(argument)
    for name, batch in batches.items():
        layer(np.array(batch))
        print(f"  {name}: {float(layer.losses[0]):.1f}")
