import keras
import numpy as np

keras.utils.set_random_seed(0)
x = np.random.default_rng(0).normal(size=(8, 3))
for activation in "softmax", "sigmoid":
    layer = keras.layers.Dense(
        4,
        activation,
        activity_regularizer=keras.regularizers.L1(0.5),
    )
    model = keras.Sequential([keras.Input((3,)), layer])
    model.compile(keras.optimizers.SGD(10.0), loss="mse")
    y = model.predict(x, verbose=0)
    before = layer.kernel.numpy()
    # The targets are the predictions: only the penalty pulls.
    loss = model.train_on_batch(x, y)
    moved = np.max(np.abs(layer.kernel - before))
    print(activation, f"penalty {loss:.2f}, moved {moved:.2f}")
