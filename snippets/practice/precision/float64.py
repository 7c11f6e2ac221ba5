import keras
import numpy as np

x, y = np.zeros((4, 2)), np.zeros((4, 1))
keras.config.set_dtype_policy("float64")
for floatx in ["float32", "float64"]:
    keras.config.set_floatx(floatx)
    layer = keras.layers.Dense(
        1,
        kernel_initializer=keras.initializers.Constant(2),
        kernel_regularizer=keras.regularizers.L2(0.1),
    )
    model = keras.Sequential([keras.Input((2,)), layer])
    model.compile(keras.optimizers.SGD(0.0), "mse")
    try:
        print(floatx, float(model.train_on_batch(x, y)))
    except TypeError as error:
        print(floatx, type(error).__name__)
