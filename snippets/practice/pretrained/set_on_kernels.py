import keras

keras.utils.set_random_seed(0)
model = keras.applications.MobileNetV2(
    weights=None, input_shape=(32, 32, 3)
)
weights = model.trainable_variables
print("weights", len(weights), "penalties", len(model.losses))

l2 = keras.regularizers.L2(1e-4)
for weight in weights:
    if weight.name == "kernel":
        weight.regularizer = l2
print("set on kernels", len(model.losses))
print(f"penalty {float(sum(model.losses)):.2f}")

clone = keras.models.clone_model(model)
print("in a clone", len(clone.losses))
