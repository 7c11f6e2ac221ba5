import keras

keras.utils.set_random_seed(0)
l1 = keras.regularizers.L1(0.01)
layer = keras.layers.Dense(10)
model = keras.Sequential([keras.Input((64,)), layer])


def show(what, losses):
    total = float(sum(losses))
    print(f"{what}: penalties {len(losses)}, sum {total:.2f}")


layer.kernel_regularizer = l1
show("attribute set", model.losses)

model.compile(loss="mse")
show("compiled again", model.losses)

copy = keras.models.clone_model(model)
copy.set_weights(model.get_weights())
show("cloned", copy.losses)

layer.kernel.regularizer = l1
show("set on the variable", model.losses)
