import keras


def new_model(regularizer):
    layer = keras.layers.Dense(
        1,
        kernel_initializer="ones",
        kernel_regularizer=regularizer,
    )
    return keras.Sequential([keras.Input((2,)), layer])


model = new_model(keras.regularizers.L2(0.5))
model.layers[0].kernel.assign([[1.0], [3.0]])
model.save_weights("model.weights.h5")
print("saved from  ", float(sum(model.losses)))

for regularizer in [None, keras.regularizers.L1(0.5)]:
    other = new_model(regularizer)
    other.load_weights("model.weights.h5")
    print("loaded into ", float(sum(other.losses)))
