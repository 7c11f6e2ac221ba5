import warnings

import keras

with warnings.catch_warnings(record=True) as records:
    old = keras.Sequential(
        [keras.layers.Dense(10, input_shape=(64,))]
    )
print("input_shape=", old.input_shape, "warnings", len(records))
print(str(records[0].message).split(". ")[0])

with warnings.catch_warnings(record=True) as records:
    new = keras.Sequential(
        [keras.Input((64,)), keras.layers.Dense(10)]
    )
print("keras.Input ", new.input_shape, "warnings", len(records))
