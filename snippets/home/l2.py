import keras

keras.utils.set_random_seed(0)
model = keras.Sequential(
    [
        keras.Input((64,)),
        keras.layers.Dense(
            256,
            activation="relu",
            kernel_regularizer=keras.regularizers.L2(0.001),
        ),
        keras.layers.Dense(10, activation="softmax"),
    ]
)

print(f"penalty before training {model.losses[0]:.2f}")
