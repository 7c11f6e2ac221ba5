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

rate, strength = 0.1, 0.2


class Shrink(keras.constraints.Constraint):
    def __call__(self, w):
        return keras.ops.soft_shrink(w, rate * strength)


l1 = keras.regularizers.L1(strength)
penalty = keras.layers.Dense(1, kernel_regularizer=l1)
proximal = keras.layers.Dense(1, kernel_constraint=Shrink())
for layer in penalty, proximal:
    model = keras.Sequential([keras.Input((20,)), layer])
    model.compile(keras.optimizers.SGD(rate), loss="mse")
    model.fit(steps, shuffle=False, verbose=0)

lasso = Lasso(alpha=strength / 2).fit(x, y).coef_
for name, w in (
    ("Lasso   ", lasso),
    ("penalty ", np.ravel(penalty.kernel)),
    ("proximal", np.ravel(proximal.kernel)),
):
    gap = np.max(np.abs(w - lasso))
    print(
        name,
        f"zeros {np.sum(w == 0):2} of 20, ",
        f"largest difference {gap:.3f}",
    )
