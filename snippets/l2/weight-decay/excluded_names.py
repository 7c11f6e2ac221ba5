import keras
import numpy as np
from keras import layers

ones = {"kernel_initializer": "ones", "bias_initializer": "ones"}
model = keras.Sequential(
    [
        keras.Input((2,)),
        layers.Dense(2, name="hidden", **ones),
        layers.Dense(1, name="debias", **ones),
    ]
)
optimizer = keras.optimizers.SGD(0.1, weight_decay=0.5)
optimizer.exclude_from_weight_decay(var_names=["bias"])
model.compile(optimizer=optimizer, loss="mse")

# The model meets these targets, so the data have no gradient.
model.train_on_batch(np.zeros((4, 2)), np.full((4, 1), 3.0))
for layer in model.layers:
    kernel = layer.kernel.numpy().mean()
    bias = layer.bias.numpy().mean()
    print(f"{layer.name} kernel {kernel:.2f} bias {bias:.2f}")
