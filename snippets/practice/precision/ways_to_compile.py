import keras
import numpy as np

rng = np.random.default_rng(0)
x = rng.normal(size=(32, 4))
y = x[:, :1]
for options in [
    {},
    {"steps_per_execution": 4},
    {"run_eagerly": True},
    {"jit_compile": True},
]:
    layer = keras.layers.Dense(
        1,
        kernel_initializer="ones",
        kernel_regularizer=keras.regularizers.L2(0.1),
        activity_regularizer=keras.regularizers.L1(0.1),
    )
    model = keras.Sequential([keras.Input((4,)), layer])
    model.compile(keras.optimizers.SGD(0.01), "mse", **options)
    fit = model.fit(x, y, batch_size=8, shuffle=False, verbose=0)
    print(f"{fit.history['loss'][0]:.3f}", options)
