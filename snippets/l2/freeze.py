import keras

keras.utils.set_random_seed(0)
l2 = keras.regularizers.L2(0.01)
model = keras.Sequential(
    [
        keras.Input((2,)),
        keras.layers.Dense(4, kernel_regularizer=l2),
        keras.layers.Dense(1, kernel_regularizer=l2),
    ]
)
print(
    "trainable",
    [round(float(loss), 4) for loss in model.losses],
)
model.layers[0].trainable = False
print(
    "first frozen",
    [round(float(loss), 4) for loss in model.losses],
)
