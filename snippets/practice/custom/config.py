import keras
import numpy as np


@keras.saving.register_keras_serializable("mine")
class Weighted(keras.regularizers.Regularizer):
    def __init__(self, factors):
        self.factors = factors

    def __call__(self, w):
        factors = keras.ops.convert_to_tensor(self.factors)
        return keras.ops.sum(factors * keras.ops.square(w))

    def get_config(self):
        return {"factors": self.factors}


array = np.array([[1.0], [2.0], [3.0]], "float32")
for factors in [array[2, 0], array.tolist(), array]:
    regularizer = Weighted(factors)
    config = keras.regularizers.serialize(regularizer)
    copy = keras.regularizers.deserialize(config)
    print(type(factors).__name__, "->", copy.factors)
    try:
        print(float(copy(np.ones((3, 1), "float32"))))
    except Exception as error:
        print(type(error).__name__)
