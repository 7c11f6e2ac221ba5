import keras

keras.utils.set_random_seed(0)
for regularizer in [keras.regularizers.L2(0.5), None]:
    layer = keras.layers.Dense(
        2,
        kernel_initializer=keras.initializers.Constant(2),
        kernel_regularizer=keras.regularizers.L2(0.5),
        use_bias=False,
    )
    model = keras.Sequential([keras.Input((4,)), layer])
    print("kernel:", [float(loss) for loss in model.losses])

    layer.kernel_regularizer = regularizer
    layer.enable_lora(2)
    for weight in model.trainable_weights:
        print(" ", weight.name, weight.regularizer is not None)
    losses = [round(float(loss), 2) for loss in model.losses]
    print("  penalties", losses)
