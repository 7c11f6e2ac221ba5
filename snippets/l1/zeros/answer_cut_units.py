import keras
import numpy as np

r = np.random.default_rng(0)
x = r.normal(size=(200, 10))
y = np.tanh(x[:, :1] - x[:, 1:2])


class Group(keras.constraints.Constraint):
    def __call__(self, w):
        length = keras.ops.norm(w, axis=1, keepdims=True)
        shorter = keras.ops.relu(1 - 0.1 * 0.05 / length)
        return keras.ops.where(length > 0, w * shorter, 0.0)


def network(units):
    layers = [
        keras.layers.Dense(units, activation="tanh"),
        keras.layers.Dense(1, kernel_constraint=Group()),
    ]
    return keras.Sequential([keras.Input((10,)), *layers])


keras.utils.set_random_seed(0)
large = network(64)
large.compile(keras.optimizers.SGD(0.1), loss="mse")
large.fit(x, y, epochs=40, batch_size=50, verbose=0)

kernel, bias, weights, shift = large.get_weights()
used = weights.any(axis=1)
small = network(int(np.sum(used)))
small.set_weights(
    [kernel[:, used], bias[used], weights[used], shift]
)
gap = small.predict(x, verbose=0) - large.predict(x, verbose=0)
print("units", len(used), "used", np.sum(used))
print("parameters", large.count_params(), small.count_params())
print("largest difference", f"{np.max(np.abs(gap)):.4f}")
