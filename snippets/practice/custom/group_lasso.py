import keras


@keras.saving.register_keras_serializable("mine")
class GroupLasso(keras.regularizers.Regularizer):
    """The sum of the lengths of a kernel's columns."""

    def __init__(self, strength=0.01):
        self.strength = strength

    def __call__(self, w):
        axes = list(range(len(w.shape) - 1))
        squares = keras.ops.sum(keras.ops.square(w), axis=axes)
        lengths = keras.ops.sqrt(squares + 1e-12)
        return self.strength * keras.ops.sum(lengths)

    def get_config(self):
        return {"strength": self.strength}


options = {
    "kernel_initializer": "ones",
    "kernel_regularizer": GroupLasso(0.1),
}
for layer, shape in [
    (keras.layers.Dense(2, **options), (None, 9)),
    (keras.layers.Conv2D(2, 3, **options), (None, 8, 8, 1)),
]:
    layer.build(shape)
    penalty = keras.ops.convert_to_numpy(layer.losses[0])
    print(layer.name, layer.kernel.shape, f"{penalty:.2f}")
