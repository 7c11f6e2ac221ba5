import keras
import numpy as np
from keras import layers
from sklearn.datasets import load_digits

x, y = load_digits(return_X_y=True)
x = x / 16

keras.utils.set_random_seed(0)
l1 = keras.regularizers.L1(0.001)
model = keras.Sequential(
    [
        keras.Input((64,)),
        layers.Dense(64, activation="relu", kernel_regularizer=l1),
        layers.Dense(64, activation="relu", kernel_regularizer=l1),
        layers.Dense(10, activation="softmax"),
    ]
)
model.compile(
    optimizer="adam",
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
)
model.fit(x[:1000], y[:1000], epochs=40, verbose=0)

_, accuracy = model.evaluate(x[1000:], y[1000:], verbose=0)
print(f"test accuracy before {accuracy:.2f}")
for layer in model.layers[:2]:
    kernel = keras.ops.convert_to_numpy(layer.kernel)
    kernel = np.where(np.abs(kernel) < 0.01, 0, kernel)
    layer.kernel.assign(kernel)
    print(f"{kernel.size} weights, share at zero {np.mean(kernel == 0):.1f}")
_, accuracy = model.evaluate(x[1000:], y[1000:], verbose=0)
print(f"test accuracy after {accuracy:.2f}")
