import keras

keras.utils.set_random_seed(0)
inputs = keras.Input((4,))
hidden = keras.layers.Dense(8, name="hidden")(inputs)
outputs = keras.layers.Dense(2, name="out")(hidden)
base = keras.Model(inputs, outputs)


def then_drop(layer, *args, **kwargs):
    outputs = layer(*args, **kwargs)
    if layer.name == "hidden":
        drop = keras.layers.Dropout(0.5, name="drop")
        outputs = drop(outputs)
    return outputs


model = keras.models.clone_model(
    base,
    clone_function=lambda layer: layer,
    call_function=then_drop,
)
print([layer.name for layer in model.layers[1:]])
print("rate", model.get_layer("drop").rate)
x = keras.ops.ones((1, 4))
before = base(x)
same = keras.ops.all(model(x) == before)
print("same output", bool(same))
same = keras.ops.all(model(x, training=True) == before)
print("in training", bool(same))
