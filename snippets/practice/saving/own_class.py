import keras


@keras.saving.register_keras_serializable("mine")
class Quartic(keras.regularizers.Regularizer):
    def __init__(self, strength=0.01):
        self.strength = strength

    def __call__(self, weights):
        return self.strength * keras.ops.sum(weights**4)

    def get_config(self):
        return {"strength": self.strength}


layer = keras.layers.Dense(
    1,
    kernel_initializer="ones",
    kernel_regularizer=Quartic(0.5),
)
model = keras.Sequential([keras.Input((2,)), layer])
model.save("model.keras")
loaded = keras.saving.load_model("model.keras")
print(loaded.layers[0].kernel_regularizer.get_config())
print("penalties", [float(loss) for loss in loaded.losses])
