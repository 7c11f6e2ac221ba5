import keras
import numpy as np

stddev = 0.4
model = keras.Sequential(
    [
        keras.Input((2,)),
        keras.layers.GaussianNoise(stddev, seed=0),
        keras.layers.Dense(1, kernel_initializer="ones"),
    ]
)
x = np.ones((1_000_000, 2))
w = model.get_weights()[0]


def loss(training):
    y = keras.ops.convert_to_numpy(model(x, training=training))
    return ((y - 1.5) ** 2).mean()


print(f"loss at inference       {loss(False):.2f}")
print(f"loss in training        {loss(True):.2f}")
print(f"stddev^2 x sum of w^2   {stddev**2 * (w**2).sum():.2f}")
