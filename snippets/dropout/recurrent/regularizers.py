import keras

twos = keras.initializers.Constant(2.0)
layer = keras.layers.LSTM(
    4,
    kernel_initializer=twos,
    recurrent_initializer=twos,
    bias_initializer=twos,
    unit_forget_bias=False,
    kernel_regularizer=keras.regularizers.L2(0.5),
    recurrent_regularizer=keras.regularizers.L2(0.25),
    bias_regularizer=keras.regularizers.L2(0.125),
)
layer.build((None, None, 3))

for weight, penalty in zip(layer.weights, layer.losses, strict=True):
    print(weight.name, tuple(weight.shape), "penalty", float(penalty))
