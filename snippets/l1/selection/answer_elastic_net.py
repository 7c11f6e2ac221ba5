import keras
import numpy as np
import tensorflow as tf
from sklearn.linear_model import ElasticNet

keras.utils.set_random_seed(0)
r = np.random.default_rng(0)
x = r.normal(size=(200, 20))
true = np.append([3, -2, 1.5, 1, -1], np.zeros(15))
y = x @ true + 2 + r.normal(size=200)
rate, a, b = 0.1, 0.2, 0.1


class Shrink(keras.constraints.Constraint):
    def __call__(self, w):
        return keras.ops.soft_shrink(w, rate * a)


layer = keras.layers.Dense(
    1,
    kernel_regularizer=keras.regularizers.L2(b),
    kernel_constraint=Shrink(),
)
model = keras.Sequential([keras.Input((20,)), layer])
model.compile(keras.optimizers.SGD(rate), loss="mse")
rows = tf.data.Dataset.from_tensors((x, y))
model.fit(rows.repeat(300), shuffle=False, verbose=0)

elastic = ElasticNet(alpha=a / 2 + b, l1_ratio=a / (a + 2 * b))
for name, w in (
    ("ElasticNet", elastic.fit(x, y).coef_),
    ("Keras     ", np.ravel(layer.kernel)),
):
    print(name, "zeros", np.sum(w == 0), w[:5].round(2))
