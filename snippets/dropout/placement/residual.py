import keras
import numpy as np

inputs = keras.Input((1000,))
h = keras.layers.Dense(1000, kernel_initializer="identity")(
    inputs
)
model = keras.Model(
    inputs,
    {
        "x + Dropout(f(x))": inputs
        + keras.layers.Dropout(0.5)(h),
        "Dropout(x + f(x))": keras.layers.Dropout(0.5)(
            inputs + h
        ),
    },
)

x = np.ones((1, 1000))
for training in (True, False):
    print("training" if training else "inference")
    for name, y in model(x, training=training).items():
        print(" ", name, np.unique(y))
