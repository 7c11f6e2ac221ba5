import keras
import numpy as np

keras.utils.set_random_seed(0)
x = np.random.default_rng(0).normal(size=(6, 2))
y = keras.utils.to_categorical([0, 1, 2, 0, 1, 2])
output = keras.layers.Dense(3, activation="softmax", kernel_regularizer="l2")
model = keras.Sequential([keras.Input((2,)), output])

for smoothing in [0.0, 0.2]:
    loss = keras.losses.CategoricalCrossentropy(label_smoothing=smoothing)
    # A learning rate of 0, so that both losses are about the same weights.
    model.compile(
        optimizer=keras.optimizers.SGD(0.0),
        loss=loss,
        metrics=["categorical_crossentropy"],
    )
    fit = model.fit(x, y, validation_data=(x, y), verbose=0)
    print("label_smoothing", smoothing)
    for name in ["val_loss", "val_categorical_crossentropy"]:
        print(f"  {name} {fit.history[name][0]:.3f}")
    print(f"  penalty {float(model.losses[0]):.3f}")
