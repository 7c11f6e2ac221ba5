import keras

l1 = keras.regularizers.L1(0.1)
two = keras.initializers.Constant(2.0)
twos = {"kernel_initializer": two, "bias_initializer": two}
kernel = keras.layers.Dense(2, kernel_regularizer=l1, **twos)
both = keras.layers.Dense(
    2, kernel_regularizer=l1, bias_regularizer=l1, **twos
)
kernel.build((None, 3))
both.build((None, 3))
print("kernel:", [round(float(p), 4) for p in kernel.losses])
print("both:  ", [round(float(p), 4) for p in both.losses])
