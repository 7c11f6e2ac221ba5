import keras
import numpy as np

l2 = keras.regularizers.L2(0.5)
model = keras.Sequential(
    [
        keras.Input((2,)),
        keras.layers.Dense(
            2, kernel_initializer="ones", kernel_regularizer=l2
        ),
        keras.layers.Dense(
            1, kernel_initializer="ones", kernel_regularizer=l2
        ),
    ]
)
base = model.layers[0]
x, y = np.ones((4, 2)), np.ones((4, 1))


def compile_and_show(what, compile):
    if compile:
        model.compile(
            keras.optimizers.SGD(0.001), "mse", metrics=["mse"]
        )
    loss, mse = model.evaluate(x, y, verbose=0)
    before = base.kernel.numpy()
    model.fit(x, y, verbose=0)
    moves = (base.kernel.numpy() != before).any()
    print(f"{what}: loss {loss:.2f}, mse {mse:.2f}, {moves}")


base.trainable = False
compile_and_show("frozen          ", True)
base.trainable = True
compile_and_show("unfrozen        ", False)
compile_and_show("compiled as well", True)
