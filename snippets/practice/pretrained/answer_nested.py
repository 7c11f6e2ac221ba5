import keras

base = keras.Sequential(
    [
        keras.Input((4,)),
        keras.layers.Dense(8),
        keras.layers.Dense(8),
    ]
)
inputs = keras.Input((4,))
outputs = keras.layers.Dense(1)(base(inputs))
model = keras.Model(inputs, outputs)


def with_l2(layer):
    config = layer.get_config()
    if "kernel_regularizer" in config:
        config["kernel_regularizer"] = "l2"
    return layer.__class__.from_config(config)


for recursive in [False, True]:
    clone = keras.models.clone_model(
        model, clone_function=with_l2, recursive=recursive
    )
    print("recursive", recursive, len(clone.losses))
