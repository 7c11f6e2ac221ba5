import keras

l1 = keras.regularizers.L1(0.1)
ones = {
    "kernel_initializer": "ones",
    "bias_initializer": "ones",
}
kernel = keras.layers.Dense(2, kernel_regularizer=l1, **ones)
both = keras.layers.Dense(
    2, kernel_regularizer=l1, bias_regularizer=l1, **ones
)
kernel.build((None, 3))
both.build((None, 3))
print("kernel:", [round(float(p), 4) for p in kernel.losses])
print("both:  ", [round(float(p), 4) for p in both.losses])
