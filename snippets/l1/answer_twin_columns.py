import keras
import numpy as np
import tensorflow as tf

r = np.random.default_rng(0)
column = r.normal(size=(100, 1))
x = np.hstack([column, column])
y = 2 * column
steps = tf.data.Dataset.from_tensors((x, y)).repeat(600)

for name, penalty in (
    ("L1", keras.regularizers.L1(0.2)),
    ("L1L2", keras.regularizers.L1L2(l1=0.2, l2=0.1)),
):
    layer = keras.layers.Dense(1, kernel_regularizer=penalty)
    model = keras.Sequential([keras.Input((2,)), layer])
    model.compile(keras.optimizers.SGD(0.1), loss="mse")
    model.set_weights([np.array([[1.5], [0.1]]), np.zeros(1)])
    model.fit(steps, shuffle=False, verbose=0)
    print(name, np.ravel(layer.kernel).round(3))
