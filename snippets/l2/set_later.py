import keras

keras.utils.set_random_seed(0)
l2 = keras.regularizers.L2(0.01)
model = keras.Sequential([keras.Input((4,)), keras.layers.Dense(3)])


def penalty(model):
    return round(float(sum(model.losses)), 4)


model.layers[0].kernel_regularizer = l2
print("attribute set", penalty(model))

clone = keras.models.clone_model(model)
clone.set_weights(model.get_weights())
print("cloned after that", penalty(clone))

model.layers[0].kernel.regularizer = l2
print("set on the kernel", penalty(model))
