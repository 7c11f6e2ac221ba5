import keras

dropout = keras.layers.Dropout(0.2, seed=0)
for mean in [0.0, 2.0]:
    norm = keras.layers.BatchNormalization(momentum=0.0)
    x = keras.random.normal((1_000_000, 1), mean=mean, seed=1)
    norm(dropout(x, training=True), training=True)
    std = float(keras.ops.std(norm(x, training=False)))
    formula = (0.8 / (1 + 0.2 * mean**2)) ** 0.5
    print(f"mean {mean}: standard deviation {std:.2f}, formula {formula:.2f}")
