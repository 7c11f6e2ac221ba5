import keras

layer = keras.layers.Dense(
    1,
    kernel_initializer=keras.initializers.Constant(2),
    kernel_regularizer="l2",
)
model = keras.Sequential([layer])
print("not built", float(sum(model.losses)))
model.build((None, 4))
print("built", round(float(sum(model.losses)), 3))
