import keras
import numpy as np
from keras import layers

rng = np.random.default_rng(0)
x = rng.normal(size=(2100, 100))
y = x[:, 0] + x[:, 1] + x[:, 2] > 0
learning_rate = 0.2


class SoftThreshold(keras.constraints.Constraint):
    def __call__(self, w):
        return keras.ops.soft_shrink(w, learning_rate * 0.02)


class GroupThreshold(keras.constraints.Constraint):
    def __call__(self, w):
        length = keras.ops.norm(w, axis=1, keepdims=True)
        factor = keras.ops.relu(1 - learning_rate * 0.08 / length)
        return keras.ops.where(length > 0, w * factor, 0.0)


for constraint in [SoftThreshold(), GroupThreshold()]:
    keras.utils.set_random_seed(0)
    hidden = layers.Dense(32, activation="relu", kernel_constraint=constraint)
    output = layers.Dense(1, activation="sigmoid")
    model = keras.Sequential([keras.Input((100,)), hidden, output])
    model.compile(
        optimizer=keras.optimizers.SGD(learning_rate),
        loss="binary_crossentropy",
        metrics=["accuracy"],
    )
    for _ in range(500):
        model.train_on_batch(x[:100], y[:100])

    _, accuracy = model.evaluate(x[100:], y[100:], verbose=0)
    kernel = keras.ops.convert_to_numpy(hidden.kernel)
    is_used = kernel.any(axis=1)
    print(type(constraint).__name__)
    print(f"  test accuracy {accuracy:.2f}")
    print(f"  weights exactly zero {np.mean(kernel == 0):.2f}")
    print(f"  features that matter, used {np.sum(is_used[:3])} of 3")
    print(f"  noise features, used {np.sum(is_used[3:])} of 97")
