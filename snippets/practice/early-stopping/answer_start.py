import keras
import numpy as np


class Replay(keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        logs["val_loss"] = [1.0, 3.0, 2.0][epoch]
        self.model.set_weights([np.array([[epoch + 1.0]])])


model = keras.Sequential(
    [keras.Input((1,)), keras.layers.Dense(1, use_bias=False)]
)
model.compile(optimizer="sgd", loss="mse")
stop = keras.callbacks.EarlyStopping(
    mode="min", start_from_epoch=5, restore_best_weights=True
)
x = np.ones((1, 1))
model.fit(x, x, epochs=3, verbose=0, callbacks=[Replay(), stop])
print("weights of epoch", int(model.get_weights()[0][0, 0]))
