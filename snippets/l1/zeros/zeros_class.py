import keras
import numpy as np


@keras.saving.register_keras_serializable("my_package")
class SoftThreshold(keras.constraints.Constraint):
    def __init__(self, threshold):
        self.threshold = threshold

    def __call__(self, w):
        return keras.ops.soft_shrink(w, self.threshold)

    def get_config(self):
        return {"threshold": self.threshold}


layer = keras.layers.Dense(1, kernel_constraint=SoftThreshold(0.1))
model = keras.Sequential([keras.Input((3,)), layer])
model.save("model.keras")
loaded = keras.saving.load_model("model.keras")

constraint = loaded.layers[0].kernel_constraint
weights = constraint(np.array([0.5, -0.3, 0.05]))
print(keras.ops.convert_to_numpy(weights).round(2) + 0)
