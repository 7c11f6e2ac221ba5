import keras
import numpy as np
import tensorflow as tf
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

x, y = load_digits(return_X_y=True)
x_train, x_test, y_train, y_test = train_test_split(
    x / 16, y, train_size=400, random_state=0, stratify=y
)
r = np.random.default_rng(0)
wrong = r.permutation(400) < 80
y_train[wrong] += r.integers(1, 10, 80)
y_train %= 10
# 50 steps, each on all rows at once.
rows = tf.data.Dataset.from_tensors((x_train, y_train))
steps = rows.repeat(50)

ce = "sparse_categorical_crossentropy"
layers = keras.layers
for strength in 0.0, 0.003:
    keras.utils.set_random_seed(0)
    l1 = keras.regularizers.L1(strength)
    model = keras.Sequential(
        [
            keras.Input((64,)),
            layers.Dense(64, "relu", kernel_regularizer=l1),
            layers.Dense(64, "relu", kernel_regularizer=l1),
            layers.Dense(10, "softmax"),
        ]
    )
    adam = keras.optimizers.Adam(0.01)
    model.compile(adam, loss=ce, metrics=[ce, "accuracy"])
    logs = model.fit(
        steps,
        shuffle=False,
        validation_data=(x_test, y_test),
        verbose=0,
    ).history
    print(f"L1({strength})")
    print("  val_loss     ", f"{logs['val_loss'][0]:.2f}")
    print("  cross-entropy", f"{logs['val_' + ce][0]:.2f}")
    print("  accuracy     ", f"{logs['val_accuracy'][0]:.2f}")
