import warnings

import keras


@keras.saving.register_keras_serializable("mine")
def quartic(weights):
    return 0.5 * keras.ops.sum(weights**4)


def build_model(regularizer):
    layer = keras.layers.Dense(
        1,
        kernel_initializer="ones",
        kernel_regularizer=regularizer,
    )
    return keras.Sequential([keras.Input((2,)), layer])


build_model(quartic).save("function.keras")
loaded = keras.saving.load_model("function.keras")
print("function", float(sum(loaded.losses)))

model = build_model(lambda weights: 0.5 * keras.ops.sum(weights**4))
with warnings.catch_warnings(record=True) as caught:
    model.save("lambda.keras")
print("lambda:", str(caught[0].message).split(".")[0])
try:
    keras.saving.load_model("lambda.keras")
except TypeError as error:
    print("lambda:", type(error).__name__)
