import keras

keras.utils.set_random_seed(0)
model = keras.Sequential(
    [keras.Input((4,)), keras.layers.Dense(3)]
)
kernel = model.layers[0].kernel
kernel.regularizer = keras.regularizers.L2(0.01)
print("before saving", f"{float(sum(model.losses)):.4f}")

model.save("model.keras")
loaded = keras.saving.load_model("model.keras")
print("after loading", loaded.losses)
