import keras
import numpy as np

x = y = np.tile(np.eye(3), (100, 1))

for rate in (0.5, 0.0):
    model = keras.Sequential(
        [
            keras.Input((3,)),
            keras.layers.Dense(
                3,
                activation="softmax",
                kernel_initializer=keras.initializers.Identity(
                    50
                ),
            ),
            keras.layers.Dropout(rate, seed=0),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.SGD(0.0),
        loss="categorical_crossentropy",
    )
    draws = keras.ops.convert_to_numpy(model(x, training=True))
    print("rate", rate)
    print(
        "  sums of outputs ",
        np.unique(draws.sum(axis=1).round(1)),
    )
    fit = model.fit(x, y, verbose=0)
    print("  loss in fit     ", fit.history["loss"][0])
    print("  loss in evaluate", model.evaluate(x, y, verbose=0))
