import keras

l1 = keras.regularizers.L1(0.01)
layer = keras.layers.Dense(10)
model = keras.Sequential([keras.Input((64,)), layer])

layer.kernel_regularizer = l1
print("attribute set:", len(model.losses))

model.compile("sgd", "mse")
print("compiled again:", len(model.losses))

copy = keras.models.clone_model(model)
copy.set_weights(model.get_weights())
print("cloned:", len(copy.losses))

layer.kernel.regularizer = l1
print("set on the variable:", len(model.losses))
