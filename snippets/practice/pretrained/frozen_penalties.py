import keras
import numpy as np

base = keras.Sequential(
    [
        keras.Input((2,)),
        keras.layers.Dense(
            1,
            kernel_initializer=keras.initializers.Constant(2),
            kernel_regularizer=keras.regularizers.L2(0.5),
            activity_regularizer=keras.regularizers.L1(0.25),
        ),
        keras.layers.Dropout(0.5, seed=0),
    ]
)
x = np.ones((1, 2))
for base.trainable in [True, False]:
    print("trainable", base.trainable)
    draws = [base(x, training=True) for _ in "1234"]
    print("  penalties", [float(loss) for loss in base.losses])
    print("  outputs", *map(keras.ops.convert_to_numpy, draws))
