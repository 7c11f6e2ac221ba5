import keras
import numpy as np

cell = keras.layers.SimpleRNNCell(
    8,
    activation=None,
    kernel_initializer="identity",
    recurrent_initializer="zeros",
    dropout=0.5,
    seed=0,
)


def step(rows):
    x, state = np.ones((rows, 8)), np.zeros((rows, 8))
    output, _ = cell(x, [state], training=True)
    return keras.ops.convert_to_numpy(output)


print("first step ", step(2)[0])
print("second step", step(2)[0])
try:
    step(3)
except Exception:
    print("three rows raise an error")
print("one row gives", len(step(1)), "rows")
cell.reset_dropout_mask()
print("after reset", step(2)[0])
