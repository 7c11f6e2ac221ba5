import keras
import numpy as np
import tensorflow as tf
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

x, y = load_digits(return_X_y=True)
x_train, x_test, y_train, y_test = train_test_split(
    x / 16, y, train_size=400, random_state=0, stratify=y
)
# A pixel that is 0 in every training image needs no weight.
live = x_train.any(axis=0)
# 300 steps, each on all rows at once.
rows = tf.data.Dataset.from_tensors((x_train, y_train))
steps = rows.repeat(300)

for strength in 0.0, 1.0:
    keras.utils.set_random_seed(0)
    layer = keras.layers.Dense(10, activation="softmax")
    model = keras.Sequential([keras.Input((64,)), layer])
    model.compile(
        optimizer=keras.optimizers.Ftrl(
            0.5, l1_regularization_strength=strength
        ),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    model.fit(steps, shuffle=False, verbose=0)

    _, test = model.evaluate(x_test, y_test, verbose=0)
    zero = layer.kernel.numpy()[live] == 0
    print("l1_regularization_strength", strength)
    print("  test accuracy", f"{test:.2f}")
    print("  share exactly zero", f"{np.mean(zero):.2f}")
    print("  zero biases", np.sum(layer.bias == 0), "of 10")
