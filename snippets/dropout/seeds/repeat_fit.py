import keras
import numpy as np

r = np.random.default_rng(0)
x, y = r.random((64, 8)), r.random((64, 1))


def kernel(seed):
    keras.utils.set_random_seed(seed)
    model = keras.Sequential(
        [
            keras.Input((8,)),
            keras.layers.Dropout(0.5),
            keras.layers.Dense(1),
        ]
    )
    model.compile(optimizer="adam", loss="mse")
    model.fit(x, y, epochs=3, verbose=0)
    return model.get_weights()[0]


first = kernel(0)
for seed in (0, 1):
    now = kernel(seed)
    print(
        f"seed {seed}: weights {now[:3, 0].round(2)}", end=", "
    )
    print("all as at first", np.array_equal(now, first))
