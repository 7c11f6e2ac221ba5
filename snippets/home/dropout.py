import keras

model = keras.Sequential(
    [
        keras.Input((64,)),
        keras.layers.Dense(256, activation="relu"),
        keras.layers.Dropout(0.5),
        keras.layers.Dense(10, activation="softmax"),
    ]
)

ones = keras.ops.ones((1000, 256))
dropped = model.layers[1](ones, training=True) == 0
print(f"dropped in training {keras.ops.mean(dropped):.1f}")
dropped = model.layers[1](ones, training=False) == 0
print(f"dropped at inference {keras.ops.mean(dropped):.1f}")
