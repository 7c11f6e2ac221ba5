import keras

keras.utils.set_random_seed(0)
inputs = keras.Input((4,))
hidden = keras.layers.Dense(8)(inputs)
hidden = keras.layers.BatchNormalization()(hidden)
outputs = keras.layers.Dense(2)(hidden)
pretrained = keras.Model(inputs, outputs)


def with_l2(layer):
    config = layer.get_config()
    if "kernel_regularizer" in config:
        l2 = keras.regularizers.L2(0.01)
        config["kernel_regularizer"] = l2
    return layer.__class__.from_config(config)


model = keras.models.clone_model(
    pretrained, clone_function=with_l2
)
x = keras.ops.ones((1, 4))


def same():
    return bool(keras.ops.all(model(x) == pretrained(x)))


print("penalties", len(pretrained.losses), len(model.losses))
print("same output", same())
model.set_weights(pretrained.get_weights())
print("same output with its weights", same())
print("penalty", round(float(sum(model.losses)), 3))
