import keras
import numpy as np


class AlwaysDropout(keras.layers.Dropout):
    def call(self, inputs, training=None):
        return super().call(inputs, training=True)


inputs = keras.Input((1000,))
with_argument = keras.Model(
    inputs, keras.layers.Dropout(0.5)(inputs, training=True)
)
with_subclass = keras.Model(inputs, AlwaysDropout(0.5)(inputs))

x = np.ones((1, 1000))
y = keras.ops.convert_to_numpy(with_argument(x))
print("training=True, a call gives ", np.unique(y))
y = with_argument.predict(x, verbose=0)
print("training=True, predict gives", np.unique(y))
y = with_subclass.predict(x, verbose=0)
print("AlwaysDropout, predict gives", np.unique(y))
