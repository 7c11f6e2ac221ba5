import keras
import numpy as np

x, y = np.zeros((8, 2)), np.ones((8, 1))
print("default", keras.optimizers.AdamW().weight_decay)

for names in [[], ["bias"]]:
    model = keras.Sequential(
        [
            keras.Input((2,)),
            keras.layers.Dense(
                1,
                kernel_initializer="ones",
                bias_initializer="ones",
            ),
        ]
    )
    optimizer = keras.optimizers.AdamW(0.1, weight_decay=0.5)
    optimizer.exclude_from_weight_decay(var_names=names)
    model.compile(optimizer=optimizer, loss="mse")
    model.train_on_batch(x, y)
    kernel, bias = model.get_weights()
    print("excluded", names)
    print("  kernel", kernel.ravel().round(3))
    print("  bias", bias.round(3))
    print("  penalties", model.losses)
