import keras
import numpy as np
from keras import regularizers
from sklearn.linear_model import ElasticNet

alpha, l1_ratio = 0.2, 0.5
l1 = 2 * alpha * l1_ratio
l2 = alpha * (1 - l1_ratio)
learning_rate = 0.1

rng = np.random.default_rng(0)
x = rng.normal(size=(200, 20))
true_weights = np.append([3, -2, 1.5, 1, -1], np.zeros(15))
y = x @ true_weights + 2 + rng.normal(size=200)


class SoftThreshold(keras.constraints.Constraint):
    def __call__(self, w):
        return keras.ops.soft_shrink(w, learning_rate * l1)


def keras_weights(**options):
    keras.utils.set_random_seed(0)
    layer = keras.layers.Dense(1, **options)
    model = keras.Sequential([keras.Input((20,)), layer])
    model.compile(keras.optimizers.SGD(learning_rate), loss="mse")
    model.fit(x, y, batch_size=200, epochs=100, shuffle=False, verbose=0)
    return keras.ops.convert_to_numpy(layer.kernel)[:, 0]


results = {
    "ElasticNet": ElasticNet(alpha=alpha, l1_ratio=l1_ratio).fit(x, y).coef_,
    "L1L2": keras_weights(kernel_regularizer=regularizers.L1L2(l1=l1, l2=l2)),
    "L2 and proximal L1": keras_weights(
        kernel_regularizer=regularizers.L2(l2),
        kernel_constraint=SoftThreshold(),
    ),
}
for name, weights in results.items():
    difference = np.max(np.abs(weights - results["ElasticNet"]))
    print(name)
    print("  weights at zero", np.sum(weights == 0))
    print("  largest difference", f"{difference:.3f}")
