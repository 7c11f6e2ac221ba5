import keras

keras.utils.set_random_seed(0)
l1 = keras.regularizers.L1(0.001)
model = keras.Sequential(
    [
        keras.Input((64,)),
        keras.layers.Dense(
            64, activation="relu", kernel_regularizer=l1, name="hidden"
        ),
        keras.layers.Dense(10, activation="softmax", name="out"),
    ],
    name="model",
)

# From here on, with a model of yours:
for weight in model.trainable_variables:
    regularizer = weight.regularizer
    penalty = float(regularizer(weight)) if regularizer else 0
    print(weight.path, f"{penalty:.2f}")

total = float(sum(model.losses))
print("in the loss", f"{total:.2f}")
