import keras

l1 = keras.regularizers.L1(0.01)
layers = keras.layers
for width in 16, 64, 256, 1024:
    keras.utils.set_random_seed(0)
    model = keras.Sequential(
        [
            keras.Input((64,)),
            layers.Dense(width, kernel_regularizer=l1),
            layers.Dense(width, kernel_regularizer=l1),
            layers.Dense(10),
        ]
    )
    penalty = float(sum(model.losses))
    print("width", width, "penalty", f"{penalty:.0f}")
