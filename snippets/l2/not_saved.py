import keras

model = keras.Sequential(
    [keras.Input((4,)), keras.layers.Dense(3)]
)
kernel = model.layers[0].kernel
kernel.regularizer = keras.regularizers.L2(0.01)
print("before saving", len(model.losses))

model.save("model.keras")
loaded = keras.saving.load_model("model.keras")
print("after loading", len(loaded.losses))
