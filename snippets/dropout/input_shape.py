import warnings

import keras

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    keras.Sequential(
        [
            keras.layers.Dropout(0.2, input_shape=(64,)),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
print("input_shape= warns", len(caught), "time")
print(str(caught[0].message).split(". ")[0])

with warnings.catch_warnings(record=True) as caught:
    warnings.simplefilter("always")
    keras.Sequential(
        [
            keras.Input((64,)),
            keras.layers.Dropout(0.2),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
print("keras.Input warns", len(caught), "times")
