import keras
import numpy as np

random = np.random.default_rng(0)
x = random.normal(size=(300, 20))
noise = random.normal(size=300)
y = (x[:, :1] + x[:, 1:2] + noise[:, None] > 0).astype(float)

for monitor in ["val_loss", "val_binary_crossentropy"]:
    keras.utils.set_random_seed(0)
    hidden = keras.layers.Dense(
        128,
        activation="relu",
        kernel_regularizer=keras.regularizers.L2(0.01),
    )
    output = keras.layers.Dense(1, activation="sigmoid")
    model = keras.Sequential(
        [keras.Input((20,)), hidden, output]
    )
    model.compile(
        optimizer=keras.optimizers.Adam(0.01),
        loss="binary_crossentropy",
        metrics=["binary_crossentropy"],
    )
    stop = keras.callbacks.EarlyStopping(
        monitor, patience=15, restore_best_weights=True
    )
    epochs = model.fit(
        x[:60],
        y[:60],
        validation_data=(x[60:], y[60:]),
        epochs=40,
        batch_size=60,
        verbose=0,
        callbacks=[stop],
    ).epoch
    _, data_loss = model.evaluate(x[60:], y[60:], verbose=0)
    print(monitor)
    print(
        "  best epoch", stop.best_epoch + 1, "of", len(epochs)
    )
    print(f"  validation cross-entropy {data_loss:.2f}")
