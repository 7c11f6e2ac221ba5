import keras
import numpy as np


class DecaySchedule(keras.callbacks.Callback):
    """Set the weight decay at the beginning of each epoch."""

    def __init__(self, schedule):
        super().__init__()
        self.schedule = schedule

    def on_epoch_begin(self, epoch, logs=None):
        decay = self.model.optimizer.weight_decay
        decay.assign(self.schedule(epoch))
        print("epoch", epoch, "decay", round(float(decay), 3))


layer = keras.layers.Dense(1, kernel_initializer="ones")
model = keras.Sequential([keras.Input((2,)), layer])
optimizer = keras.optimizers.AdamW(0.1)
optimizer.weight_decay = keras.Variable(0.0, trainable=False)
model.compile(optimizer=optimizer, loss="mse")

cosine = keras.optimizers.schedules.CosineDecay(
    0.5, decay_steps=4
)
x = np.zeros((1, 2))
decay = DecaySchedule(cosine)
model.fit(x, x[:, :1], epochs=3, verbose=0, callbacks=[decay])
print("weight", model.get_weights()[0][0, 0].round(3))
