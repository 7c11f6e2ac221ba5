import keras
import numpy as np
import tensorflow as tf
from sklearn.datasets import load_diabetes

keras.utils.set_random_seed(0)
x, y = load_diabetes(return_X_y=True)
x = (x - x.mean(axis=0)) / x.std(axis=0)
y = (y - y.mean()) / y.std()
rows = tf.data.Dataset.from_tensors((x, y))
largest = float(np.max(np.abs(2 * x.T @ y / len(y))))
print("largest", f"{largest:.2f}")

rate = 0.1


class Shrink(keras.constraints.Constraint):
    def __call__(self, w):
        return keras.ops.soft_shrink(w, threshold)


for share in 1.01, 0.9, 0.3, 0.1, 0.03:
    threshold = rate * share * largest
    layer = keras.layers.Dense(1, kernel_constraint=Shrink())
    model = keras.Sequential([keras.Input((10,)), layer])
    model.compile(keras.optimizers.SGD(rate), loss="mse")
    model.fit(rows.repeat(300), shuffle=False, verbose=0)
    count = np.sum(layer.kernel != 0)
    print(f"{share:.2f} of it keeps {count} of 10")
