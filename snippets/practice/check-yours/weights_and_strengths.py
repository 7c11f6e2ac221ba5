import keras

base = keras.Sequential(
    [
        keras.Input((4,)),
        keras.layers.Dense(
            8,
            kernel_regularizer=keras.regularizers.L2(0.01),
            name="hidden",
        ),
    ],
    name="base",
)
model = keras.Sequential(
    [
        keras.Input((4,)),
        base,
        keras.layers.Dense(2, name="out"),
    ],
    name="model",
)

for weight in model.trainable_variables:
    regularizer = weight.regularizer
    if hasattr(regularizer, "get_config"):
        regularizer = regularizer.get_config()
    print(weight.path, regularizer)
