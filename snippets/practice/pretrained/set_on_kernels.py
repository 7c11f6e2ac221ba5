import keras

l2 = keras.regularizers.L2(1e-4)
for architecture in [
    keras.applications.MobileNetV2,
    keras.applications.Xception,
]:
    model = architecture(weights=None, input_shape=(71, 71, 3))
    weights = model.trainable_variables
    print(architecture.__name__, "penalties", len(model.losses))
    for weight in weights:
        if weight.name.endswith("kernel"):
            weight.regularizer = l2
    print("  set on", len(model.losses), "of", len(weights))
    count = sum(weight.name == "kernel" for weight in weights)
    print("  called kernel and nothing else", count)
clone = keras.models.clone_model(model)
print("in a clone", len(clone.losses))
