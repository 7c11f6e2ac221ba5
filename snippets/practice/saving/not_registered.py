import keras


class NoConfig(keras.regularizers.Regularizer):
    def __call__(self, weights):
        return 0.5 * keras.ops.sum(weights**4)


class Complete(NoConfig):
    def get_config(self):
        return {}


def model(regularizer):
    layer = keras.layers.Dense(
        1,
        kernel_initializer="ones",
        kernel_regularizer=regularizer,
    )
    return keras.Sequential([keras.Input((2,)), layer])


try:
    model(NoConfig()).save("model.keras")
except NotImplementedError as error:
    print("save:", type(error).__name__)

model(Complete()).save("model.keras")
for objects in [{}, {"Complete": Complete}]:
    try:
        loaded = keras.saving.load_model("model.keras", custom_objects=objects)
        print("load:", float(sum(loaded.losses)))
    except TypeError as error:
        print("load:", type(error).__name__)
