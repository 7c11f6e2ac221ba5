import keras
import numpy as np

keras.utils.set_random_seed(0)
x = np.random.default_rng(0).normal(size=(2, 6, 4))
lstm = keras.layers.LSTM(3, kernel_regularizer="l2", activity_regularizer="l2")
layer = keras.layers.Bidirectional(lstm)
output = keras.ops.convert_to_numpy(layer(x))

for weight in layer.trainable_weights:
    if weight.regularizer is not None:
        print("penalty on", *weight.path.split("/")[-3:])
losses = map(keras.ops.convert_to_numpy, layer.losses[:2])
once = 0.01 * (output**2).sum() / len(x)
print("output penalized once", np.isclose(sum(losses), once))

lstm.cell.dropout = 0.5
print("inside it is your layer", layer.forward_layer is lstm)
print("rate inside", layer.forward_layer.dropout)
