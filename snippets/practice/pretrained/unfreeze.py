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


def compile_model():
    model.compile(keras.optimizers.SGD(0.001), "mse", metrics=["mse"])


def evaluate_and_fit(state):
    loss, mse = model.evaluate(x, y, verbose=0)
    before = base.kernel.numpy()
    model.fit(x, y, verbose=0)
    moved = (base.kernel.numpy() != before).any()
    print(f"{state}: loss {loss:.2f}, mse {mse:.2f}, base moved {moved}")


base.trainable = False
compile_model()
evaluate_and_fit("frozen")

base.trainable = True
evaluate_and_fit("unfrozen")

compile_model()
evaluate_and_fit("compiled again")
