import keras
import numpy as np

layer = keras.layers.Dense(
    1,
    kernel_initializer=keras.initializers.Constant(2),
    kernel_regularizer=keras.regularizers.L2(0.5),
    activity_regularizer=keras.regularizers.L2(1.0),
)
model = keras.Sequential([keras.Input((2,)), layer])
left, right = np.ones((1, 2)), 3 * np.ones((1, 2))

model(left, training=True)
first = sum(model.losses)
model(right, training=True)
second = sum(model.losses)
print("after the second call", float(second))
print("sum of both", float(first + second))

both = model(np.concatenate([left, right]), training=True)
print("one call", float(sum(model.losses)))
