import keras
import numpy as np

model = keras.Sequential(
    [
        keras.Input((1,)),
        keras.layers.Dropout(0.5),
        keras.layers.Dense(1, kernel_initializer="ones"),
    ]
)
# Learning rate 0: fit measures, and moves no weight.
model.compile(optimizer=keras.optimizers.SGD(0.0), loss="mse")

x = np.ones((1000, 1))
fit = model.fit(x, x, validation_data=(x, x), verbose=0)
print("loss in fit       ", fit.history["loss"][0])
print("validation in fit ", fit.history["val_loss"][0])
print("loss in evaluate  ", model.evaluate(x, x, verbose=0))


def values(y):
    return np.unique(keras.ops.convert_to_numpy(y))


print("predict           ", values(model.predict(x, verbose=0)))
print("model(x)          ", values(model(x)))
print("training=True     ", values(model(x, training=True)))
