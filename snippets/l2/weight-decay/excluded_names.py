import keras
import numpy as np

dense, ones = keras.layers.Dense, {"kernel_initializer": "ones"}
model = keras.Sequential(
    [
        keras.Input((2,)),
        dense(
            2, bias_initializer="ones", name="hidden", **ones
        ),
        dense(
            1, bias_initializer="ones", name="debias", **ones
        ),
    ]
)
optimizer = keras.optimizers.SGD(0.1, weight_decay=0.5)
optimizer.exclude_from_weight_decay(var_names=["bias"])
model.compile(optimizer=optimizer, loss="mse")

# Targets that the model meets: the data have no gradient.
model.train_on_batch(np.zeros((4, 2)), np.full((4, 1), 3.0))
for layer in model.layers:
    kernel, bias = (w.ravel()[0] for w in layer.get_weights())
    print(f"{layer.name} kernel {kernel:.2f} bias {bias:.2f}")
