import keras
import numpy as np

norm = keras.layers.BatchNormalization(
    gamma_regularizer=keras.regularizers.L2(0.5),
    beta_initializer="ones",
)
model = keras.Sequential([keras.Input((3,)), norm])
model.compile(optimizer=keras.optimizers.SGD(0.1), loss="mse")
for step in range(3):
    gamma = norm.gamma.numpy().round(3)
    print(
        step,
        gamma,
        "penalty",
        round(float(sum(model.losses)), 4),
    )
    model.train_on_batch(np.zeros((4, 3)), np.ones((4, 3)))
