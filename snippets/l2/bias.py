import keras

l2 = keras.regularizers.L2(0.01)
kernel_only = keras.layers.Dense(3, kernel_regularizer=l2)
both = keras.layers.Dense(3, kernel_regularizer=l2, bias_regularizer=l2)
for name, layer in [
    ("kernel", kernel_only),
    ("kernel and bias", both),
]:
    layer.build((None, 4))
    layer.kernel.assign(keras.ops.full((4, 3), 2.0))
    layer.bias.assign(keras.ops.full((3,), 2.0))
    penalties = [round(float(loss), 4) for loss in layer.losses]
    print(name, penalties)
