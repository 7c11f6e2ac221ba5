import keras
import numpy as np
from keras import layers, regularizers

rng = np.random.default_rng(0)
x = rng.normal(size=(300, 20))
noise = rng.normal(size=300)
y = (x[:, :1] + x[:, 1:2] + noise[:, None] > 0).astype(float)

for monitor in ["val_loss", "val_binary_crossentropy"]:
    keras.utils.set_random_seed(0)
    hidden = layers.Dense(
        128, activation="relu", kernel_regularizer=regularizers.L2(0.01)
    )
    output = layers.Dense(1, activation="sigmoid")
    model = keras.Sequential([keras.Input((20,)), hidden, output])
    model.compile(
        optimizer=keras.optimizers.Adam(0.01),
        loss="binary_crossentropy",
        metrics=["binary_crossentropy"],
    )
    early_stopping = keras.callbacks.EarlyStopping(
        monitor=monitor, patience=15, restore_best_weights=True
    )
    history = model.fit(
        x[:60],
        y[:60],
        validation_data=(x[60:], y[60:]),
        epochs=40,
        batch_size=60,
        verbose=0,
        callbacks=[early_stopping],
    )
    _, cross_entropy = model.evaluate(x[60:], y[60:], verbose=0)
    best_epoch = early_stopping.best_epoch + 1
    print(monitor)
    print("  best epoch", best_epoch, "of", len(history.epoch))
    print(f"  validation cross-entropy {cross_entropy:.2f}")
