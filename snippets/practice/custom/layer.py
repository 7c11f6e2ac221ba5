import keras


@keras.saving.register_keras_serializable("mine")
class Scale(keras.layers.Layer):
    def __init__(self, kernel_regularizer=None, **kwargs):
        super().__init__(**kwargs)
        self.kernel_regularizer = keras.regularizers.get(kernel_regularizer)

    def build(self, shape):
        self.kernel = self.add_weight(
            shape=(shape[-1],),
            initializer="ones",
            regularizer=self.kernel_regularizer,
            name="kernel",
        )

    def call(self, x):
        return x * self.kernel

    def get_config(self):
        config = super().get_config()
        config["kernel_regularizer"] = keras.regularizers.serialize(
            self.kernel_regularizer
        )
        return config


def penalty(model):
    return keras.ops.convert_to_numpy(sum(model.losses))


for regularizer in [None, "l2", keras.regularizers.L1(0.5)]:
    layer = Scale(regularizer)
    model = keras.Sequential([keras.Input((3,)), layer])
    model.save("model.keras")
    loaded = keras.saving.load_model("model.keras")
    print(f"{penalty(model):.2f}, loaded {penalty(loaded):.2f}")
