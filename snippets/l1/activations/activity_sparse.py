import keras
import numpy as np
from keras import layers, regularizers
from sklearn.datasets import load_digits

x, y = load_digits(return_X_y=True)
x = x / 16

for strength in [0.0, 0.1, 0.5]:
    keras.utils.set_random_seed(0)
    l1 = regularizers.L1(strength)
    hidden = layers.Dense(64, activation="relu", activity_regularizer=l1)
    output = layers.Dense(10, activation="softmax")
    model = keras.Sequential([keras.Input((64,)), hidden, output])
    model.compile(
        optimizer="adam",
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    model.fit(x[:1000], y[:1000], epochs=30, verbose=0)

    _, accuracy = model.evaluate(x[1000:], y[1000:], verbose=0)
    is_zero = keras.ops.convert_to_numpy(hidden(x[1000:])) == 0
    kernel = keras.ops.convert_to_numpy(hidden.kernel)
    print(f"L1({strength})")
    print(f"  test accuracy {accuracy:.2f}")
    print(f"  outputs, share at zero {np.mean(is_zero):.1f}")
    print(f"  weights at zero {np.sum(kernel == 0)}")
