import keras

usual = ["bias", "gamma", "beta"]
for names in usual, [*usual, "scale"]:
    norm = keras.layers.RMSNormalization()
    model = keras.Sequential([keras.Input((2,)), norm])
    sgd = keras.optimizers.SGD(0.1, weight_decay=0.5)
    other = keras.Variable(1.0, name="other")
    sgd.exclude_from_weight_decay(var_names=names)
    gradients = [keras.ops.zeros(2), keras.ops.zeros(())]
    sgd.apply(gradients, [norm.scale, other])
    scale = keras.ops.convert_to_numpy(norm.scale)
    print(names[-1], scale, "other", round(float(other), 2))
