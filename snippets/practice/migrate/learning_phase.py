import keras
import numpy as np
from keras import layers

keras.utils.set_random_seed(0)
model = keras.Sequential(
    [keras.Input((4,)), layers.Dropout(0.5), layers.Dense(1)]
)
x = np.ones((3, 4), "float32")

for training in [False, True]:
    first = keras.ops.convert_to_numpy(model(x, training=training))
    second = keras.ops.convert_to_numpy(model(x, training=training))
    print("training", training, "two calls agree", (first == second).all())
