import keras
import numpy as np

# Three classes, and a network that is certain and right.
x = y = np.tile(np.eye(3), (100, 1))
output = keras.layers.Dense(
    3,
    activation="softmax",
    kernel_initializer=keras.initializers.Identity(50),
)

for layers in [[output], [output, keras.layers.Dropout(0.5, seed=0)]]:
    model = keras.Sequential([keras.Input((3,)), *layers])
    # Learning rate 0, so that the network stays as it is.
    model.compile(
        optimizer=keras.optimizers.SGD(0.0),
        loss="categorical_crossentropy",
    )
    outputs = keras.ops.convert_to_numpy(model(x, training=True))
    history = model.fit(x, y, verbose=0)
    print([layer.name for layer in layers])
    print("  sums of outputs ", np.unique(outputs.sum(axis=1).round(1)))
    print("  loss in fit     ", history.history["loss"][0])
    print("  loss in evaluate", model.evaluate(x, y, verbose=0))
