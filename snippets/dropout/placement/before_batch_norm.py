import keras

dropout = keras.layers.Dropout(0.5, seed=1)
norm = keras.layers.BatchNormalization(momentum=0.0)
x = keras.random.normal((100_000, 1), seed=0)


def report(name, y):
    print(f"{name}: standard deviation {float(keras.ops.std(y)):.2f}")


dropout_first = keras.Sequential([dropout, norm])
report("Dropout first, training", dropout_first(x, training=True))
report("Dropout first, inference", dropout_first(x, training=False))

dropout_after = keras.Sequential([norm, dropout])
dropout_after(x, training=True)
report("Dropout after, inference", dropout_after(x, training=False))
