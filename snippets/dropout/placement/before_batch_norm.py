import keras

drop = keras.layers.Dropout(0.5, seed=1)
norm = keras.layers.BatchNormalization(momentum=0.0)
x = keras.random.normal((100_000, 1), seed=0)

y = norm(drop(x, training=True), training=True)
std = float(keras.ops.std(y))
print(f"Dropout first, training   {std:.2f}")

y = norm(drop(x, training=False), training=False)
std = float(keras.ops.std(y))
print(f"Dropout first, inference  {std:.2f}")

norm(x, training=True)
y = drop(norm(x, training=False), training=False)
std = float(keras.ops.std(y))
print(f"Dropout after, inference  {std:.2f}")
