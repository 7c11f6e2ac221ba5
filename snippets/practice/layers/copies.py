import keras


class Cube(keras.regularizers.Regularizer):
    def __call__(self, weights):
        return keras.ops.sum(keras.ops.abs(weights) ** 3)

    def get_config(self):
        return {}


layer = keras.layers.LSTM(2, kernel_regularizer=Cube())
try:
    keras.layers.Bidirectional(layer)
except (TypeError, ValueError):
    print("Bidirectional does not know Cube")
with keras.utils.custom_object_scope({"Cube": Cube}):
    both = keras.layers.Bidirectional(layer)
both.build((None, 5, 3))
print("penalties", len(both.losses))
