import keras
import numpy as np
import tensorflow as tf
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

keras.utils.set_random_seed(0)
x, y = load_digits(return_X_y=True)
x_train, x_test, y_train, y_test = train_test_split(
    x / 16, y, train_size=400, random_state=0, stratify=y
)
# 50 steps, each on all rows at once.
rows = tf.data.Dataset.from_tensors((x_train, y_train))
steps = rows.repeat(50)

l1 = keras.regularizers.L1(0.001)
layers = keras.layers
model = keras.Sequential(
    [
        keras.Input((64,)),
        layers.Dense(64, "relu", kernel_regularizer=l1),
        layers.Dense(64, "relu", kernel_regularizer=l1),
        layers.Dense(10, "softmax"),
    ]
)
model.compile(
    optimizer=keras.optimizers.Adam(0.01),
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
)
model.fit(steps, shuffle=False, verbose=0)

_, before = model.evaluate(x_test, y_test, verbose=0)
for layer in model.layers[:2]:
    w = layer.kernel.numpy()
    w[np.abs(w) < 0.01] = 0
    layer.kernel.assign(w)
_, after = model.evaluate(x_test, y_test, verbose=0)
first, _, second, *_ = model.get_weights()
hidden = np.append(first, second)
print("test accuracy before", f"{before:.2f}")
print("test accuracy after", f"{after:.2f}")
print("share exactly zero", f"{np.mean(hidden == 0):.2f}")
