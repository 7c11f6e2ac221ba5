import keras


@keras.saving.register_keras_serializable("mine")
class Cubes(keras.regularizers.Regularizer):
    def __init__(self, strength=0.01):
        self.strength = strength

    def __call__(self, weights):
        # K.sum(K.pow(K.abs(weights), 3)) in Keras 2
        return self.strength * keras.ops.sum(keras.ops.abs(weights) ** 3)

    def get_config(self):
        return {"strength": self.strength}


layer = keras.layers.Dense(
    1, kernel_initializer="ones", kernel_regularizer=Cubes(0.5)
)
model = keras.Sequential([keras.Input((2,)), layer])
model.save("cubes.keras")
loaded = keras.models.load_model("cubes.keras")
print("penalty", float(loaded.losses[0]))
