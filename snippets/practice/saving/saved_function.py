import warnings

import keras


@keras.saving.register_keras_serializable("mine")
def quartic(weights):
    return 0.5 * keras.ops.sum(weights**4)


def save_and_load(regularizer):
    layer = keras.layers.Dense(
        1,
        kernel_initializer="ones",
        kernel_regularizer=regularizer,
    )
    model = keras.Sequential([keras.Input((2,)), layer])
    model.save("model.keras")
    return keras.saving.load_model("model.keras")


print("function", float(sum(save_and_load(quartic).losses)))

warnings.simplefilter("error")
try:
    save_and_load(lambda w: 0.5 * keras.ops.sum(w**4))
except UserWarning as warning:
    print("lambda:", str(warning).split(".")[0])
warnings.simplefilter("ignore")
try:
    save_and_load(lambda w: 0.5 * keras.ops.sum(w**4))
except TypeError as error:
    print("lambda:", type(error).__name__)
