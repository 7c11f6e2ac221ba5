import keras

for strength in [0.001, 0.01, 0.1]:
    keras.utils.set_random_seed(0)
    l2 = keras.regularizers.L2(strength)
    model = keras.Sequential(
        [
            keras.Input((64,)),
            keras.layers.Dense(64, kernel_regularizer=l2),
            keras.layers.Dense(64, kernel_regularizer=l2),
            keras.layers.Dense(10),
        ]
    )
    penalty = float(sum(model.losses))
    print(f"L2({strength}): first penalty {penalty:.2f}")
