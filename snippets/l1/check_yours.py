import keras

keras.utils.set_random_seed(0)
l1 = keras.regularizers.L1(0.001)
model = keras.Sequential(
    [
        keras.Input((64,)),
        keras.layers.Dense(
            64, "relu", kernel_regularizer=l1, name="hidden"
        ),
        keras.layers.Dense(10, "softmax", name="out"),
    ],
    name="model",
)

# From here on, with a model of yours:
for v in model.trainable_variables:
    penalty = v.regularizer(v) if v.regularizer else 0
    print(v.path, f"{float(penalty):.2f}")

total = float(sum(model.losses))
print("in the loss", f"{total:.2f}")
