import keras
import numpy as np

x, y = np.ones((1, 3)), np.full((1, 2), 4.0)
l1 = keras.regularizers.L1(0.1)
layer = keras.layers.Dense(
    2, kernel_initializer="ones", activity_regularizer=l1
)
model = keras.Sequential([keras.Input((3,)), layer])
# Learning rate 0: fit measures and changes nothing.
sgd = keras.optimizers.SGD(0.0)
model.compile(sgd, loss="mse", metrics=["mse"])
logs = model.fit(
    x, y, validation_data=(x, y), verbose=0
).history
for name, (value,) in logs.items():
    print(name, f"{value:.1f}")
print("prediction", *model.predict(x, verbose=0))
