import keras
import numpy as np
from keras import layers

inputs = keras.Input((1000,))
branch = layers.Dense(1000, kernel_initializer="identity")(inputs)
on_branch = layers.add([inputs, layers.Dropout(0.5)(branch)])
on_sum = layers.Dropout(0.5)(layers.add([inputs, branch]))
model = keras.Model(inputs, [on_branch, on_sum])

x = np.ones((1, 1000))
for training in [True, False]:
    outputs = model(x, training=training)
    print("training", training)
    for name, y in zip(["on the branch", "on the sum"], outputs, strict=True):
        print(f"  {name}:", np.unique(keras.ops.convert_to_numpy(y)))
