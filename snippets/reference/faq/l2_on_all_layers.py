import keras

model = keras.Sequential(
    [
        keras.Input((8,)),
        keras.layers.Dense(16, activation="relu"),
        keras.layers.Dense(1),
    ]
)
for weight in model.trainable_variables:
    if weight.name.endswith("kernel"):
        weight.regularizer = keras.regularizers.L2(0.001)
print(len(model.losses), "penalties")
