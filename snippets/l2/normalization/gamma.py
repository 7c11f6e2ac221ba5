import keras
import numpy as np
from keras import layers, regularizers

norm = layers.BatchNormalization(
    gamma_regularizer=regularizers.L2(0.5), beta_initializer="ones"
)
model = keras.Sequential([keras.Input((3,)), norm])
model.compile(optimizer=keras.optimizers.SGD(0.1), loss="mse")

# Equal inputs become 0, and beta meets the targets: only L2 acts.
x, y = np.zeros((4, 3)), np.ones((4, 3))
for step in range(3):
    penalty = float(sum(model.losses))
    print(step, norm.gamma.numpy().round(3), f"penalty {penalty:.4f}")
    model.train_on_batch(x, y)
