import keras

l2 = keras.regularizers.L2(0.01)
model = keras.Sequential(
    [keras.Input((4,)), keras.layers.Dense(3)]
)

model.layers[0].kernel_regularizer = l2
print("attribute set", len(model.losses))

clone = keras.models.clone_model(model)
clone.set_weights(model.get_weights())
print("cloned after that", len(clone.losses))

model.layers[0].kernel.regularizer = l2
print("set on the kernel", len(model.losses))
