import keras
import numpy as np
from keras import layers, regularizers

rng = np.random.default_rng(0)
x, y = rng.normal(size=(2, 64, 4))
for strength in [0.0, 0.01]:
    keras.utils.set_random_seed(0)
    dense = layers.Dense(
        4, use_bias=False, kernel_regularizer=regularizers.L2(strength)
    )
    norm = layers.BatchNormalization()
    model = keras.Sequential([keras.Input((4,)), dense, norm])
    model.compile(
        optimizer=keras.optimizers.SGD(1.0), loss="mse", metrics=["mse"]
    )
    before = float(keras.ops.norm(dense.kernel))
    for _ in range(200):
        logs = model.train_on_batch(x, y, return_dict=True)
    after = float(keras.ops.norm(dense.kernel))
    print(f"L2({strength})")
    print(f"  norm {before:.1f}, after training {after:.1f}")
    print(f"  mean squared error {logs['mse']:.1f}")
