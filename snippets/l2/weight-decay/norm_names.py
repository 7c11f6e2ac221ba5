from keras import layers

for layer in [
    layers.BatchNormalization(),
    layers.LayerNormalization(),
    layers.GroupNormalization(2),
    layers.RMSNormalization(),
    layers.UnitNormalization(),
    layers.SpectralNormalization(layers.Dense(1)),
]:
    layer.build((None, 4))
    names = [weight.name for weight in layer.trainable_weights]
    print(f"{type(layer).__name__:21}", *(names or ["nothing"]))
