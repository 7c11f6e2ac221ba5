import warnings

import keras

with warnings.catch_warnings(record=True) as caught:
    old = keras.Sequential(
        [keras.layers.Dense(10, input_shape=(64,))]
    )
print("input_shape=", old.input_shape, "warnings", len(caught))
print(str(caught[0].message).split(". ")[0])

with warnings.catch_warnings(record=True) as caught:
    new = keras.Sequential(
        [keras.Input((64,)), keras.layers.Dense(10)]
    )
print("keras.Input ", new.input_shape, "warnings", len(caught))
