import keras
import numpy as np

model = keras.Sequential(
    [
        keras.Input((2,)),
        keras.layers.Dense(2, name="base"),
        keras.layers.Dense(1, name="head"),
    ]
)
x, y = np.ones((4, 2)), np.ones((4, 1))
model.layers[0].trainable = False
model.compile("adam", "mse")
model.fit(x, y, verbose=0)

model.layers[0].trainable = True
for optimizer in [model.optimizer, "adam"]:
    model.compile(optimizer, "mse")
    try:
        model.fit(x, y, verbose=0)
        print("trained", int(model.optimizer.iterations))
    except ValueError as error:
        print(str(error).split(":")[0])
