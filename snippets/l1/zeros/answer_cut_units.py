import keras
import numpy as np
from keras import layers

rng = np.random.default_rng(0)
x = rng.normal(size=(200, 10))
y = np.tanh(x[:, :1] - x[:, 1:2])


class GroupThreshold(keras.constraints.Constraint):
    def __call__(self, w):
        length = keras.ops.norm(w, axis=1, keepdims=True)
        factor = keras.ops.relu(1 - 0.1 * 0.05 / length)
        return keras.ops.where(length > 0, w * factor, 0.0)


def network(units):
    return keras.Sequential(
        [
            keras.Input((10,)),
            layers.Dense(units, activation="tanh"),
            layers.Dense(1, kernel_constraint=GroupThreshold()),
        ]
    )


keras.utils.set_random_seed(0)
large = network(64)
large.compile(keras.optimizers.SGD(0.1), loss="mse")
large.fit(x, y, epochs=40, batch_size=50, verbose=0)

kernel, bias, next_kernel, next_bias = large.get_weights()
is_used = next_kernel.any(axis=1)
small = network(int(np.sum(is_used)))
small.set_weights(
    [kernel[:, is_used], bias[is_used], next_kernel[is_used], next_bias]
)
difference = small.predict(x, verbose=0) - large.predict(x, verbose=0)
print("units", len(is_used), "used", np.sum(is_used))
print("parameters", large.count_params(), small.count_params())
print(f"largest difference {np.max(np.abs(difference)):.4f}")
