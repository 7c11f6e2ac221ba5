import keras
import numpy as np

layer = keras.layers.Dense(
    1,
    kernel_initializer="zeros",
    use_bias=False,
    kernel_regularizer=keras.regularizers.L1(1.0),
)
model = keras.Sequential([keras.Input((3,)), layer])
model.compile(keras.optimizers.SGD(0.25), "mse")
for step in range(1, 5):
    model.train_on_batch(np.zeros((4, 3)), np.zeros((4, 1)))
    moved = np.any(model.get_weights()[0] != 0)
    print(
        step,
        "moved" if moved else "zero ",
        model.get_weights()[0][0],
    )
