import keras

keras.utils.set_random_seed(0)
inputs = keras.Input((4,))
hidden = keras.layers.Dense(8, name="hidden")(inputs)
outputs = keras.layers.Dense(2, name="out")(hidden)
original = keras.Model(inputs, outputs)


def call_then_drop(layer, *args, **kwargs):
    outputs = layer(*args, **kwargs)
    if layer.name == "hidden":
        outputs = keras.layers.Dropout(0.5, name="drop")(outputs)
    return outputs


model = keras.models.clone_model(
    original,
    clone_function=lambda layer: layer,
    call_function=call_then_drop,
)
print([layer.name for layer in model.layers[1:]])
print("rate", model.get_layer("drop").rate)

x = keras.ops.ones((1, 4))
for training in [False, True]:
    same = keras.ops.all(model(x, training=training) == original(x))
    print(f"training {training}: same output {bool(same)}")
