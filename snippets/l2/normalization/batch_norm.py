import keras
import numpy as np
from keras import layers, regularizers

x = np.random.default_rng(0).normal(0, 10, (64, 20))
dense = layers.Dense(
    5,
    kernel_initializer=keras.initializers.GlorotUniform(seed=0),
    kernel_regularizer=regularizers.L2(0.01),
)
norm = layers.BatchNormalization()

for kernel_size in ["original", "a tenth"]:
    output = norm(dense(x), training=True)
    first = keras.ops.convert_to_numpy(output[0])
    print("kernel", kernel_size)
    print(f"  penalty {float(dense.losses[0]):.5f}")
    print("  first output", first.round(2))
    dense.kernel.assign(dense.kernel / 10)
