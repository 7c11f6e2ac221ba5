import keras
import numpy as np
from keras import layers
from sklearn.datasets import load_digits

x, y = load_digits(return_X_y=True)
x = x / 16
learning_rate, strength = 0.2, 0.001


class SoftThreshold(keras.constraints.Constraint):
    def __call__(self, w):
        return keras.ops.soft_shrink(w, learning_rate * strength)


keras.utils.set_random_seed(0)
model = keras.Sequential(
    [
        keras.Input((64,)),
        layers.Dense(64, activation="relu", kernel_constraint=SoftThreshold()),
        layers.Dense(64, activation="relu", kernel_constraint=SoftThreshold()),
        layers.Dense(10, activation="softmax"),
    ]
)
model.compile(
    optimizer=keras.optimizers.SGD(learning_rate),
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
)
model.fit(x[:1000], y[:1000], epochs=40, verbose=0)

_, accuracy = model.evaluate(x[1000:], y[1000:], verbose=0)
print(f"test accuracy {accuracy:.2f}")
for layer in model.layers[:2]:
    kernel = keras.ops.convert_to_numpy(layer.kernel)
    print(f"{kernel.size} weights, share at zero {np.mean(kernel == 0):.1f}")
print("penalties", len(model.losses))
