import keras

model = keras.Sequential(
    [
        keras.Input((4,)),
        keras.layers.Dense(
            8,
            kernel_regularizer=keras.regularizers.L2(0.01),
            bias_regularizer=keras.regularizers.L2(0.02),
            activity_regularizer=keras.regularizers.L1L2(0.1, 1),
        ),
        keras.layers.Dropout(0.3, seed=7),
    ]
)
model.save("model.keras")

loaded = keras.saving.load_model("model.keras")
layer, drop = loaded.layers
print("kernel  ", layer.kernel_regularizer.get_config())
print("bias    ", layer.bias_regularizer.get_config())
print("activity", layer.activity_regularizer.get_config())
print("dropout ", drop.rate, "seed", drop.seed)
