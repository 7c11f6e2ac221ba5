import keras
import numpy as np

rng = np.random.default_rng(0)
x, y = rng.random((64, 8)), rng.random((64, 1))


def trained_kernel(seed):
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


first = trained_kernel(seed=0)
for seed in [0, 1]:
    kernel = trained_kernel(seed)
    print(f"seed {seed}: first weights {kernel[:3, 0].round(2)}")
    print("  equal to the first run:", np.array_equal(kernel, first))
