import keras

twos = keras.initializers.Constant(2)
l2 = keras.regularizers.L2(0.5)
layer = keras.layers.Dense(
    1,
    kernel_initializer=twos,
    bias_initializer=twos,
    kernel_regularizer=l2,
    bias_regularizer=l2,
)
model = keras.Sequential([keras.Input((4,)), layer])


def show(what):
    names = [weight.name for weight in model.trainable_weights]
    penalties = [float(loss) for loss in model.losses]
    print(what, names, penalties)


show("before:")
layer.quantize("int8")
show("after: ")
