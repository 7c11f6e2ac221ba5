import keras
import numpy as np
import tensorflow as tf

random = np.random.default_rng(0)
x, y = random.normal(size=(2, 64, 4))
data = tf.data.Dataset.from_tensors((x, y)).repeat(200)
for strength in [0.0, 0.01]:
    keras.utils.set_random_seed(0)
    dense = keras.layers.Dense(
        4,
        use_bias=False,
        kernel_regularizer=keras.regularizers.L2(strength),
    )
    norm = keras.layers.BatchNormalization()
    model = keras.Sequential([keras.Input((4,)), dense, norm])
    model.compile(
        optimizer=keras.optimizers.SGD(1.0),
        loss="mse",
        metrics=["mse"],
    )
    print(f"L2({strength})")
    print(f"  norm {float(keras.ops.norm(dense.kernel)):.1f}")
    mse = model.fit(data, shuffle=False, verbose=0).history[
        "mse"
    ][0]
    print(f"  after {float(keras.ops.norm(dense.kernel)):.1f}")
    print(f"  mean squared error {mse:.2f}")
