import keras
import numpy as np
from sklearn.datasets import load_diabetes

x, y = load_diabetes(return_X_y=True)
x = (x - x.mean(axis=0)) / x.std(axis=0)
y = (y - y.mean()) / y.std()
largest = float(np.max(np.abs(2 * x.T @ y / len(y))))
print(f"largest {largest:.2f}")


class SoftThreshold(keras.constraints.Constraint):
    def __init__(self, threshold):
        self.threshold = threshold

    def __call__(self, w):
        return keras.ops.soft_shrink(w, self.threshold)


learning_rate = 0.2
for share in [1.01, 0.9, 0.3, 0.1]:
    keras.utils.set_random_seed(0)
    threshold = SoftThreshold(learning_rate * share * largest)
    layer = keras.layers.Dense(1, kernel_constraint=threshold)
    model = keras.Sequential([keras.Input((10,)), layer])
    model.compile(keras.optimizers.SGD(learning_rate), loss="mse")
    model.fit(x, y, batch_size=len(x), epochs=80, shuffle=False, verbose=0)
    count = int(np.sum(keras.ops.convert_to_numpy(layer.kernel) != 0))
    print(f"{share} of it keeps {count} of 10")
