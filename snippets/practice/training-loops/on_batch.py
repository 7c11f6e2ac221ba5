import keras
import numpy as np

model = keras.Sequential(
    [
        keras.Input((1,)),
        keras.layers.Dropout(0.5),
        keras.layers.Dense(
            1,
            kernel_initializer=keras.initializers.Constant(2),
            kernel_regularizer=keras.regularizers.L2(1.5),
        ),
    ]
)
model.compile(keras.optimizers.SGD(0.0), "mse")
x, y = np.ones((100, 1)), 2 * np.ones((100, 1))
print("train_on_batch", model.train_on_batch(x, y))
print("test_on_batch", model.test_on_batch(x, y))
print("predict_on_batch", model.predict_on_batch(x)[0])
