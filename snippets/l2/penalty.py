import keras
import numpy as np

layer = keras.layers.Dense(2, kernel_regularizer=keras.regularizers.L2(0.01))
layer.build((None, 2))
layer.kernel.assign([[1.0, -2.0], [3.0, 0.5]])
layer.bias.assign([4.0, 4.0])

kernel, bias = layer.get_weights()
penalty = float(layer.losses[0])
print("bias", bias)
print("sum of squares", np.sum(kernel**2))
print("0.01 x sum of squares", np.sum(kernel**2) * 0.01)
print("penalty in Keras", round(penalty, 6))
