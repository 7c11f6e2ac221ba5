import keras
import numpy as np
import tensorflow as tf

batch = (np.zeros((1, 1)), np.zeros((1, 1)))
data = tf.data.Dataset.from_tensors(batch)
for steps in [346, 347]:
    layer = keras.layers.Dense(
        1,
        kernel_initializer="ones",
        kernel_regularizer=keras.regularizers.L2(0.01),
    )
    model = keras.Sequential([keras.Input((1,)), layer])
    model.compile(keras.optimizers.SGD(0.1), "mse")
    model.fit(data.repeat(steps), shuffle=False, verbose=0)
    weight = layer.kernel.numpy().item()
    print(steps, "steps", round(weight, 4))
