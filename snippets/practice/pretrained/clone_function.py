import keras

keras.utils.set_random_seed(0)
inputs = keras.Input((4, 4))
hidden = keras.layers.SeparableConv1D(8, 2)(inputs)
hidden = keras.layers.BatchNormalization()(hidden)
lstm = keras.layers.LSTM(3)
hidden = keras.layers.Bidirectional(lstm)(hidden)
head = keras.Sequential(
    [keras.Input((6,)), keras.layers.Dense(2)]
)
base = keras.Model(inputs, head(hidden))

places = ["kernel", "recurrent", "depthwise", "pointwise"]
l2 = keras.regularizers.L2(0.01)
new = {f"{place}_regularizer": l2 for place in places}


def change(config):
    if isinstance(config, dict):
        config.update(
            {key: new[key] for key in config if key in new}
        )
        config = list(config.values())
    if isinstance(config, list | tuple):
        for each in config:
            change(each)


def with_penalties(layer):
    config = layer.get_config()
    change(config)
    return type(layer).from_config(config)


model = keras.models.clone_model(
    base, clone_function=with_penalties
)
x = keras.ops.ones((1, 4, 4))


def same():
    return bool(keras.ops.all(model(x) == base(x)))


print("penalties", len(base.losses), len(model.losses))
print("same output", same())
model.set_weights(base.get_weights())
print("same output with its weights", same())
