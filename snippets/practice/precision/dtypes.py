import keras
import numpy as np

for policy in ["float32", "mixed_bfloat16", "mixed_float16"]:
    layer = keras.layers.Dense(
        300,
        kernel_initializer=keras.initializers.Constant(2),
        kernel_regularizer=keras.regularizers.L2(0.01),
        activity_regularizer=keras.regularizers.L2(0.01),
        dtype=policy,
    )
    layer(np.full((1, 4), 25.0))
    print(policy)
    activity, weights = layer.losses
    for name, loss in [("activity", activity), ("weights ", weights)]:
        print(" ", name, loss.dtype.name, f"{float(loss):.6g}")
