import keras
from keras import layers

for excluded in [
    ["bias", "gamma", "beta"],
    ["bias", "gamma", "beta", "scale"],
]:
    norm = layers.RMSNormalization()
    norm.build((None, 2))
    kernel = keras.Variable(1.0, name="kernel")
    sgd = keras.optimizers.SGD(0.1, weight_decay=0.5)
    sgd.exclude_from_weight_decay(var_names=excluded)
    no_gradients = [keras.ops.zeros(2), keras.ops.zeros(())]
    sgd.apply(no_gradients, [norm.scale, kernel])
    print("excluded", excluded)
    print("  scale", keras.ops.convert_to_numpy(norm.scale))
    print("  kernel", round(float(kernel), 2))
