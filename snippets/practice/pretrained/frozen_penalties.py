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
for trainable in [True, False]:
    base.trainable = trainable
    outputs = [float(base(x, training=True)[0, 0]) for _ in range(4)]
    penalties = [float(penalty) for penalty in base.losses]
    print("trainable", trainable)
    print("  penalties", penalties)
    print("  outputs", outputs)
