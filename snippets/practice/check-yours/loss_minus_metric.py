import keras
import numpy as np

for regularizer in [keras.regularizers.L2(0.5), "l1l2", None]:
    layer = keras.layers.Dense(
        1,
        kernel_initializer=keras.initializers.Constant(2),
        kernel_regularizer=regularizer,
    )
    model = keras.Sequential([keras.Input((4,)), layer])
    model.compile(loss="mse", metrics=["mse"])
    x, y = np.ones((8, 4)), np.ones((8, 1))
    loss, metric = model.evaluate(x, y, verbose=0)
    print("penalties", len(model.losses), "sum", loss - metric)
