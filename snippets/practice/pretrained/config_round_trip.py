import keras

keras.utils.set_random_seed(0)
trained = keras.Sequential(
    [
        keras.Input((4,)),
        keras.layers.Dense(3, kernel_regularizer="l2"),
        keras.layers.Dropout(0.5),
    ]
)

config = trained.get_config()
for layer in config["layers"]:
    if layer["class_name"] == "Dropout":
        layer["config"]["rate"] = 0.2
    if layer["class_name"] == "Dense":
        l1 = keras.regularizers.L1(0.05)
        layer["config"]["kernel_regularizer"] = l1
model = keras.Sequential.from_config(config)
model.set_weights(trained.get_weights())

for each in [trained, model]:
    penalty = float(sum(each.losses))
    print(f"rate {each.layers[1].rate}, penalty {penalty:.3f}")
x = keras.ops.ones((1, 4))
same = keras.ops.all(model(x) == trained(x))
print("same output", bool(same))
