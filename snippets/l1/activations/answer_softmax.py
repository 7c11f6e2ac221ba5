import keras
import numpy as np

x = np.random.default_rng(0).normal(size=(8, 3))
for activation in ["softmax", "sigmoid"]:
    keras.utils.set_random_seed(0)
    layer = keras.layers.Dense(
        4,
        activation=activation,
        activity_regularizer=keras.regularizers.L1(0.5),
    )
    model = keras.Sequential([keras.Input((3,)), layer])
    model.compile(keras.optimizers.SGD(10.0), loss="mse")
    # With the predictions as targets, only the penalty pulls.
    predictions = model.predict(x, verbose=0)
    before, _ = model.get_weights()
    loss = float(model.train_on_batch(x, predictions))
    after, _ = model.get_weights()
    print(f"{activation}: penalty {loss:.2f}", end=", ")
    print(f"largest step {np.max(np.abs(after - before)):.2f}")
