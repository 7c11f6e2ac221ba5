import keras
import numpy as np

x = np.ones((4, 3))
y = np.full((4, 1), 5.0)
twos = keras.initializers.Constant(2.0)

for strength in [0.0, 0.5]:
    l1 = keras.regularizers.L1(strength)
    layer = keras.layers.Dense(
        1, kernel_initializer=twos, kernel_regularizer=l1
    )
    model = keras.Sequential([keras.Input((3,)), layer])
    # Learning rate 0: fit measures and changes nothing.
    sgd = keras.optimizers.SGD(0.0)
    model.compile(sgd, loss="mse", metrics=["mse"])
    logs = model.fit(x, y, validation_data=(x, y), verbose=0).history
    print("strength", strength)
    print("  prediction", model.predict(x, verbose=0)[0, 0])
    for name in ["loss", "mse", "val_loss", "val_mse"]:
        print(" ", name, logs[name][0])
