import keras

keras.utils.set_random_seed(0)
inputs = keras.Input((4, 4))
hidden = keras.layers.SeparableConv1D(8, 2)(inputs)
hidden = keras.layers.BatchNormalization()(hidden)
lstm = keras.layers.LSTM(3)
hidden = keras.layers.Bidirectional(lstm)(hidden)
head = keras.Sequential([keras.Input((6,)), keras.layers.Dense(2)])
original = keras.Model(inputs, head(hidden))

places = ["kernel", "recurrent", "depthwise", "pointwise"]
l2 = keras.regularizers.L2(0.01)
penalties = {f"{place}_regularizer": l2 for place in places}


def change(config):
    if isinstance(config, dict):
        for key in config:
            config[key] = penalties.get(key, config[key])
        config = list(config.values())
    if isinstance(config, list | tuple):
        for inner in config:
            change(inner)


def with_penalties(layer):
    config = layer.get_config()
    change(config)
    return type(layer).from_config(config)


clone = keras.models.clone_model(original, clone_function=with_penalties)
print("penalties", len(original.losses), len(clone.losses))


def same_output():
    x = keras.ops.ones((1, 4, 4))
    return bool(keras.ops.all(clone(x) == original(x)))


print("same output", same_output())
clone.set_weights(original.get_weights())
print("same output with the old weights", same_output())
