import keras
import numpy as np

layer = keras.layers.Dense(
    1,
    kernel_initializer=keras.initializers.Constant(2),
    kernel_regularizer=keras.regularizers.L2(0.5),
    activity_regularizer=keras.regularizers.L2(1.0),
)
model = keras.Sequential([keras.Input((2,)), layer])


def penalties():
    return [float(loss) for loss in model.losses]


print("before a call", penalties())
x = np.ones((1, 2))
model(x, training=True)
print("called with ones", penalties())
model(3 * x, training=True)
print("called with threes", penalties())
