import keras

l2 = keras.regularizers.L2(0.25)
l2_gradient = 2 * l2.l2 * 10.0
for name, gradient, decay in [
    ("L2(0.25)", l2_gradient, None),
    ("weight_decay=0.5", 0.0, 0.5),
]:
    for clip in [None, 0.1]:
        weight = keras.Variable(10.0)
        sgd = keras.optimizers.SGD(
            0.1, weight_decay=decay, clipnorm=clip
        )
        sgd.apply([keras.ops.array(gradient)], [weight])
        print(name, "clipnorm", clip, round(float(weight), 4))
