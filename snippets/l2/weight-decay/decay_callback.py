import keras
import numpy as np
from keras import layers


class WeightDecaySchedule(keras.callbacks.Callback):
    """Set the weight decay at the beginning of each epoch."""

    def __init__(self, schedule):
        super().__init__()
        self.schedule = schedule

    def on_epoch_begin(self, epoch, logs=None):
        decay = self.model.optimizer.weight_decay
        decay.assign(self.schedule(epoch))
        print("epoch", epoch, "decay", round(float(decay), 3))


layer = layers.Dense(1, kernel_initializer="ones")
model = keras.Sequential([keras.Input((2,)), layer])
optimizer = keras.optimizers.AdamW(0.1)
optimizer.weight_decay = keras.Variable(0.0, trainable=False)
model.compile(optimizer=optimizer, loss="mse")

cosine = keras.optimizers.schedules.CosineDecay(0.5, decay_steps=4)
x, y = np.zeros((1, 2)), np.zeros((1, 1))  # no pull from the data
decay_schedule = WeightDecaySchedule(cosine)
model.fit(x, y, epochs=3, verbose=0, callbacks=[decay_schedule])
print("weight", layer.kernel.numpy()[0, 0].round(3))
