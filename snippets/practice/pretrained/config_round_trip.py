import keras

keras.utils.set_random_seed(0)
original = keras.Sequential(
    [
        keras.Input((4,)),
        keras.layers.Dense(3, kernel_regularizer="l2"),
        keras.layers.Dropout(0.2),
        keras.layers.Dense(1),
    ]
)

config = original.get_config()
for layer in config["layers"]:
    if layer["class_name"] == "Dropout":
        layer["config"]["rate"] = 0.5
    if layer["config"].get("kernel_regularizer"):
        l1 = keras.regularizers.L1(0.05)
        layer["config"]["kernel_regularizer"] = l1
changed = keras.Sequential.from_config(config)
changed.set_weights(original.get_weights())

for model in [original, changed]:
    penalty = float(sum(model.losses))
    print(f"rate {model.layers[1].rate}, penalty {penalty:.3f}")
x = keras.ops.ones((1, 4))
same = keras.ops.all(changed(x) == original(x))
print("same output", bool(same))
