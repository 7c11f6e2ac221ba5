import keras
import numpy as np


@keras.saving.register_keras_serializable("mine")
class AdjustableL2(keras.regularizers.Regularizer):
    def __init__(self, l2):
        self.l2 = keras.Variable(l2)

    def __call__(self, weights):
        return self.l2 * keras.ops.sum(weights**2)

    def get_config(self):
        return {"l2": float(self.l2)}


regularizer = AdjustableL2(0.0)
layer = keras.layers.Dense(
    1,
    kernel_initializer="ones",
    kernel_regularizer=regularizer,
)
model = keras.Sequential([keras.Input((2,)), layer])
model.compile(keras.optimizers.SGD(0.0), "mse")
grow = keras.callbacks.LambdaCallback(
    on_epoch_begin=lambda epoch, logs: regularizer.l2.assign(0.25 * epoch)
)
x, y = np.zeros((4, 2)), np.zeros((4, 1))
fit = model.fit(x, y, epochs=4, callbacks=[grow], verbose=0)
print("losses", fit.history["loss"])
print("config", regularizer.get_config())
