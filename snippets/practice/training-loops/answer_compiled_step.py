import keras
import numpy as np
import tensorflow as tf

model = keras.Sequential(
    [keras.Input((100,)), keras.layers.Dropout(0.5, seed=0)]
)


@tf.function
def step(x):
    return model(x, training=True)


x = np.ones((1, 100), "float32")
first, second = step(x).numpy(), step(x).numpy()
print("dropped", (first == 0).sum(), (second == 0).sum())
print("same mask", (first == second).all())
