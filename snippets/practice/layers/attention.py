import keras
import numpy as np

keras.utils.set_random_seed(0)
x = np.random.default_rng(0).normal(size=(2, 6, 8))
l2 = keras.regularizers.L2(0.01)
layer = keras.layers.MultiHeadAttention(
    num_heads=2,
    key_dim=4,
    kernel_regularizer=l2,
    activity_regularizer=l2,
)
y = keras.ops.convert_to_numpy(layer(x, x))
for weight in layer.trainable_weights:
    if weight.regularizer is not None:
        print("penalty on", *weight.path.split("/")[-2:])
losses = [*map(keras.ops.convert_to_numpy, layer.losses)]
print("activity penalties", len(losses) - 4)
output = 0.01 * (y**2).sum() / len(x)
print("that of the output", np.isclose(losses, output).sum())

layer = keras.layers.MultiHeadAttention(2, key_dim=4)
layer.build((None, 6, 8), (None, 6, 8))
layer.value_dense.kernel.regularizer = l2
print("on the values only", len(layer.losses))
