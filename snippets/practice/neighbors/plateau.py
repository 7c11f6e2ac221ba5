import keras
import numpy as np

x, y = np.eye(3), np.ones((3, 1))
for monitor in ["val_loss", "val_mse"]:
    layer = keras.layers.Dense(
        1,
        use_bias=False,
        kernel_initializer="ones",
        kernel_regularizer=keras.regularizers.L2(2.0),
    )
    model = keras.Sequential([keras.Input((3,)), layer])
    sgd = keras.optimizers.SGD(0.025)
    model.compile(optimizer=sgd, loss="mse", metrics=["mse"])
    plateau = keras.callbacks.ReduceLROnPlateau(
        monitor, factor=0.5, patience=1
    )
    fit = model.fit(
        0 * x,
        y,
        validation_data=(x, y),
        epochs=5,
        callbacks=[plateau],
        verbose=0,
    )
    print("monitor", monitor)
    for name in ["val_loss", "val_mse", "learning_rate"]:
        print(f"  {name:13}", np.round(fit.history[name], 3))
