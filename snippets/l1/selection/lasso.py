import keras
import numpy as np
from sklearn.linear_model import Lasso

learning_rate, strength = 0.1, 0.2

rng = np.random.default_rng(0)
x = rng.normal(size=(200, 20))
true_weights = np.append([3, -2, 1.5, 1, -1], np.zeros(15))
y = x @ true_weights + 2 + rng.normal(size=200)


class SoftThreshold(keras.constraints.Constraint):
    def __call__(self, w):
        return keras.ops.soft_shrink(w, learning_rate * strength)


def keras_weights(**options):
    keras.utils.set_random_seed(0)
    layer = keras.layers.Dense(1, **options)
    model = keras.Sequential([keras.Input((20,)), layer])
    model.compile(keras.optimizers.SGD(learning_rate), loss="mse")
    model.fit(x, y, batch_size=200, epochs=100, shuffle=False, verbose=0)
    return keras.ops.convert_to_numpy(layer.kernel)[:, 0]


results = {
    "Lasso": Lasso(alpha=strength / 2).fit(x, y).coef_,
    "L1": keras_weights(kernel_regularizer=keras.regularizers.L1(strength)),
    "proximal": keras_weights(kernel_constraint=SoftThreshold()),
}
for name, weights in results.items():
    difference = np.max(np.abs(weights - results["Lasso"]))
    print(f"{name}: {np.sum(weights == 0)} of 20 at zero")
    print(f"  largest difference {difference:.3f}")
