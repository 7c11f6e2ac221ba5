import jax
import keras
import numpy as np

jax.config.update("jax_num_cpu_devices", 2)
devices = keras.distribution.list_devices()
print(devices)

x, y = np.ones((8, 3)), np.full((8, 1), 9.0)
for count in [1, 2]:
    keras.distribution.set_distribution(
        keras.distribution.DataParallel(devices=devices[:count])
    )
    layer = keras.layers.Dense(
        1,
        kernel_initializer="ones",
        kernel_regularizer=keras.regularizers.L2(0.5),
        activity_regularizer=keras.regularizers.L1(0.1),
    )
    dropout = keras.layers.Dropout(0.5, seed=7)
    model = keras.Sequential([keras.Input((3,)), dropout, layer])
    optimizer = keras.optimizers.SGD(0.1, clipnorm=0.5)
    model.compile(optimizer, "mse")
    fit = model.fit(x, y, batch_size=8, verbose=0)
    loss = fit.history["loss"][0]
    kernel = model.get_weights()[0].ravel().round(3)
    print(count, f"loss {loss:.3f} kernel {kernel}")
