from itertools import product

import keras
import numpy as np

keras.utils.set_random_seed(0)
model = keras.Sequential(
    [
        keras.Input((4,)),
        keras.layers.Dense(8, activation="relu"),
        keras.layers.Dropout(0.5),
        keras.layers.Dense(3, activation="softmax"),
    ]
)
x = np.random.default_rng(0).normal(size=(1, 4))
dense, dropout, output = model.layers
hidden = keras.ops.convert_to_numpy(dense(x))

# Every network that dropout can leave: 2 to the power of 8.
masks = np.array(list(product([0, 1], repeat=8)))
scaled = hidden * masks / (1 - dropout.rate)
thinned = keras.ops.convert_to_numpy(output(scaled))
print("thinned networks", len(np.unique(masks, axis=0)))

geometric = np.exp(np.log(thinned).mean(axis=0))
print("geometric mean ", (geometric / geometric.sum()).round(3))
print("arithmetic mean", thinned.mean(axis=0).round(3))
inference = model.predict(x, verbose=0)[0]
print("one inference  ", inference.round(3))
