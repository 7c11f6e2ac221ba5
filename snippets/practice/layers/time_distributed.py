import keras
import numpy as np
from keras import layers

ones = {"kernel_initializer": "ones"}
l1 = keras.regularizers.L1(0.1)
inputs = np.ones((2, 3, 4))


def show(name, layer):
    layer(inputs)
    losses = map(keras.ops.convert_to_numpy, layer.losses)
    print(f"{name:18}", [round(float(loss), 2) for loss in losses])


dense = layers.Dense(2, **ones, activity_regularizer=l1)
show("Dense alone", dense)
show("Dense inside", layers.TimeDistributed(dense))
plain = layers.Dense(2, **ones)
show(
    "on TimeDistributed",
    layers.TimeDistributed(plain, activity_regularizer=l1),
)
model = keras.Sequential([keras.Input((4,)), dense])
show("model inside", layers.TimeDistributed(model))
activity = layers.ActivityRegularization(l1=0.1)
show("penalty inside", layers.TimeDistributed(activity))
kernel = layers.Dense(2, **ones, kernel_regularizer=l1)
show("kernel, inside", layers.TimeDistributed(kernel))
