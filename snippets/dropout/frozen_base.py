import keras
import numpy as np

base = keras.Sequential(
    [
        keras.Input((1,)),
        keras.layers.Dropout(0.5),
    ]
)
base.trainable = False

model = keras.Sequential(
    [
        keras.Input((1,)),
        base,
        keras.layers.Dense(1, kernel_initializer="ones"),
    ]
)
x = np.ones((1000, 1))
for rate in [0.5, 0.0]:
    base.layers[0].rate = rate
    model.compile(optimizer=keras.optimizers.SGD(0.0), loss="mse")
    fit = model.fit(x, x, verbose=0)
    loss = fit.history["loss"][0]
    print("trainable", base.trainable, "rate", rate, "loss", loss)
