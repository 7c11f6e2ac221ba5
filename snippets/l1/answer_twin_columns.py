import keras
import numpy as np
from keras import layers, ops, regularizers

feature = np.random.default_rng(0).normal(size=(100, 1))
x = np.hstack([feature, feature])
y = 2 * feature

for name, penalty in [
    ("L1", regularizers.L1(0.2)),
    ("L1L2", regularizers.L1L2(l1=0.2, l2=0.1)),
]:
    layer = layers.Dense(1, kernel_regularizer=penalty)
    model = keras.Sequential([keras.Input((2,)), layer])
    model.compile(optimizer=keras.optimizers.SGD(0.1), loss="mse")
    model.set_weights([np.array([[1.5], [0.1]]), np.zeros(1)])
    model.fit(x, y, batch_size=100, epochs=600, verbose=0)
    print(name, ops.convert_to_numpy(layer.kernel)[:, 0].round(3))
