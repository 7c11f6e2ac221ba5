import keras
import numpy as np

VAL_LOSS = [3.0, 1.0, 2.0, 2.5, 2.2]


class Replay(keras.callbacks.Callback):
    """Report these losses, and use the epoch as the weight."""

    def on_epoch_end(self, epoch, logs=None):
        logs["val_loss"] = VAL_LOSS[epoch]
        self.model.set_weights([np.array([[epoch + 1.0]])])


model = keras.Sequential(
    [keras.Input((1,)), keras.layers.Dense(1, use_bias=False)]
)
model.compile(optimizer="sgd", loss="mse")
x = np.ones((1, 1))

for settings in [
    {"patience": 9},
    {"patience": 9, "restore_best_weights": True},
    {"restore_best_weights": True},
    {"patience": 2, "restore_best_weights": True},
    {"start_from_epoch": 2, "restore_best_weights": True},
]:
    stop = keras.callbacks.EarlyStopping(mode="min", **settings)
    callbacks = [Replay(), stop]
    fit = model.fit(x, x, epochs=5, callbacks=callbacks, verbose=0)
    weight = model.get_weights()[0][0, 0]
    print(len(fit.epoch), "epochs, weights of epoch", int(weight))
