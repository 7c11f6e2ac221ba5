import keras
import numpy as np

first = keras.layers.Dense(2, use_bias=False, kernel_initializer="ones")


def near_first(kernel):
    difference = kernel - first.kernel
    return 0.5 * keras.ops.sum(keras.ops.square(difference))


second = keras.layers.Dense(
    2,
    use_bias=False,
    kernel_initializer=keras.initializers.Constant(3.0),
    kernel_regularizer=near_first,
)
inputs = keras.Input((3,))
model = keras.Model(inputs, [first(inputs), second(inputs)])
model.compile(keras.optimizers.SGD(0.1), ["mse", "mse"])

x, y = np.zeros((4, 3)), np.zeros((4, 2))
fit = model.fit(x, [y, y], epochs=2, verbose=0)
print("losses", np.round(fit.history["loss"], 2))
print("first ", np.round(model.get_weights()[0][0], 2))
print("second", np.round(model.get_weights()[1][0], 2))
