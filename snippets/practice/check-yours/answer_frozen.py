import keras
import numpy as np

l2 = keras.regularizers.L2(0.5)
model = keras.Sequential(
    [
        keras.Input((2,)),
        keras.layers.Dense(
            2,
            kernel_initializer=keras.initializers.Constant(2),
            kernel_regularizer=l2,
        ),
    ]
)
for trainable in [True, False]:
    model.layers[0].trainable = trainable
    model.compile(loss="mse", metrics=["mse"])
    x, y = np.ones((4, 2)), np.ones((4, 2))
    loss, metric = model.evaluate(x, y, verbose=0)
    print(f"trainable {trainable}: penalty {loss - metric}")
    for weight in model.variables:
        print(" ", weight.name, weight.regularizer is l2)
