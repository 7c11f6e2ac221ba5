import keras

hidden = keras.layers.Dense(
    32,
    kernel_initializer="ones",
    kernel_regularizer=keras.regularizers.L2(0.01),
    name="hidden",
)
output = keras.layers.Dense(10, name="output")
model = keras.Sequential([keras.Input((64,)), hidden, output])

# Take these five lines.
for layer in model.layers:
    for weight in layer.trainable_weights:
        strength = getattr(weight.regularizer, "l2", None)
        print(layer.name, weight.name, strength)

print("penalty", round(float(sum(model.losses)), 4))
