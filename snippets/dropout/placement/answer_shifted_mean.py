import keras

drop = keras.layers.Dropout(0.2, seed=0)
for mean in (0.0, 2.0):
    norm = keras.layers.BatchNormalization(momentum=0.0)
    x = keras.random.normal((1_000_000, 1), mean=mean, seed=1)
    norm(drop(x, training=True), training=True)
    y = norm(x, training=False)
    std = float(keras.ops.std(y))
    print(f"mean {mean}: standard deviation {std:.2f}")
print(f"formula: {0.8**0.5:.2f}, {(0.8 / 1.8) ** 0.5:.2f}")
