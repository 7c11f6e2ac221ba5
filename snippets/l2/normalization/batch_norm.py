import keras
import numpy as np

x = np.random.default_rng(0).normal(0, 10, (64, 20))
dense = keras.layers.Dense(
    5,
    kernel_initializer=keras.initializers.GlorotUniform(seed=0),
    kernel_regularizer=keras.regularizers.L2(0.01),
)
norm = keras.layers.BatchNormalization()

for _ in range(2):
    output = norm(dense(x), training=True)
    print(f"penalty {float(dense.losses[0]):.5f}")
    first = keras.ops.convert_to_numpy(output[0])
    print("first output", first.round(2))
    dense.kernel.assign(dense.kernel / 10)
