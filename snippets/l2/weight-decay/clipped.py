import keras

start, strength = 10.0, 0.25
for name, gradient, decay in [
    ("L2(0.25)", 2 * strength * start, None),
    ("weight_decay=0.5", 0.0, 0.5),
]:
    for clipnorm in [None, 0.1]:
        weight = keras.Variable(start)
        sgd = keras.optimizers.SGD(0.1, weight_decay=decay, clipnorm=clipnorm)
        sgd.apply([keras.ops.array(gradient)], [weight])
        print(name, "clipnorm", clipnorm, round(float(weight), 4))
