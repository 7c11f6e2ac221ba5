import keras

keras.utils.set_random_seed(0)
base = keras.Sequential(
    [
        keras.Input((4,)),
        keras.layers.Dense(3, kernel_regularizer="l2"),
        keras.layers.Dropout(0.5),
    ]
)

config = base.get_config()
for layer in config["layers"]:
    if layer["class_name"] == "Dropout":
        layer["config"]["rate"] = 0.2
    if layer["class_name"] == "Dense":
        l1 = keras.regularizers.L1(0.05)
        layer["config"]["kernel_regularizer"] = l1
model = keras.Sequential.from_config(config)
model.set_weights(base.get_weights())

for each in [base, model]:
    penalty = float(sum(each.losses))
    print(f"rate {each.layers[1].rate}, penalty {penalty:.3f}")
x = keras.ops.ones((1, 4))
same = keras.ops.all(model(x) == base(x))
print("same output", bool(same))
