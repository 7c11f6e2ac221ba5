import keras
import numpy as np
from sklearn.datasets import load_digits

x, y = load_digits(return_X_y=True)
x = x / 16
# A pixel that is 0 in every training image gets no gradient.
is_used = x[:1000].any(axis=0)

for strength in [0.0, 3.0]:
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
    model.fit(x[:1000], y[:1000], epochs=40, verbose=0)

    _, accuracy = model.evaluate(x[1000:], y[1000:], verbose=0)
    kernel, bias = model.get_weights()
    print(f"l1_regularization_strength {strength}")
    print(f"  test accuracy {accuracy:.2f}")
    print(f"  weights, share at zero {np.mean(kernel[is_used] == 0):.1f}")
    print(f"  biases, share at zero {np.mean(bias == 0):.1f}")
