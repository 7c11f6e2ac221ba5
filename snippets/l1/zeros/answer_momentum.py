import keras
import numpy as np
import tensorflow as tf
from sklearn.linear_model import Lasso

keras.utils.set_random_seed(0)
r = np.random.default_rng(0)
x = r.normal(size=(200, 20))
true = np.append([3, -2, 1.5, 1, -1], np.zeros(15))
y = x @ true + 2 + r.normal(size=200)
steps = tf.data.Dataset.from_tensors((x, y)).repeat(300)

rate, strength, momentum = 0.01, 0.2, 0.9


class Shrink(keras.constraints.Constraint):
    def __call__(self, w):
        return keras.ops.soft_shrink(w, threshold)


lasso = Lasso(alpha=strength / 2).fit(x, y).coef_
print("Lasso: zeros", np.sum(lasso == 0))
for threshold in (
    rate * strength,
    rate * strength / (1 - momentum),
):
    layer = keras.layers.Dense(1, kernel_constraint=Shrink())
    model = keras.Sequential([keras.Input((20,)), layer])
    sgd = keras.optimizers.SGD(rate, momentum)
    model.compile(sgd, loss="mse")
    model.fit(steps, shuffle=False, verbose=0)
    w = np.ravel(layer.kernel)
    gap = np.max(np.abs(w - lasso))
    print(f"threshold {threshold:.3f}: zeros", np.sum(w == 0))
    print("  largest difference", f"{gap:.2f}")
