import keras
import numpy as np
from sklearn.linear_model import Lasso

rng = np.random.default_rng(0)
x = rng.normal(size=(200, 20))
true_weights = np.append([3, -2, 1.5, 1, -1], np.zeros(15))
y = x @ true_weights + 2 + rng.normal(size=200)
learning_rate, strength, momentum = 0.01, 0.2, 0.9


class SoftThreshold(keras.constraints.Constraint):
    def __init__(self, threshold):
        self.threshold = threshold

    def __call__(self, w):
        return keras.ops.soft_shrink(w, self.threshold)


lasso = Lasso(alpha=strength / 2).fit(x, y).coef_
print("Lasso: zeros", np.sum(lasso == 0))
for threshold in [
    learning_rate * strength,
    learning_rate * strength / (1 - momentum),
]:
    keras.utils.set_random_seed(0)
    layer = keras.layers.Dense(1, kernel_constraint=SoftThreshold(threshold))
    model = keras.Sequential([keras.Input((20,)), layer])
    sgd = keras.optimizers.SGD(learning_rate, momentum=momentum)
    model.compile(sgd, loss="mse")
    for _ in range(300):
        model.train_on_batch(x, y)
    weights = keras.ops.convert_to_numpy(layer.kernel)[:, 0]
    difference = np.max(np.abs(weights - lasso))
    print(f"threshold {threshold:.3f}: zeros {np.sum(weights == 0)}")
    print(f"  largest difference {difference:.2f}")
