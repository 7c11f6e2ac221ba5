import keras
import numpy as np
import tensorflow as tf

two = [tf.config.LogicalDeviceConfiguration()] * 2
cpu = tf.config.list_physical_devices("CPU")[0]
tf.config.set_logical_device_configuration(cpu, two)


def step_length(clipnorm):
    layer = keras.layers.Dense(1, use_bias=False, kernel_initializer="ones")
    model = keras.Sequential([keras.Input((1,)), layer])
    optimizer = keras.optimizers.SGD(0.1, clipnorm=clipnorm)
    model.compile(optimizer, "mse")
    x, y = np.ones((8, 1)), np.full((8, 1), 9.0)
    model.fit(x, y, batch_size=8, verbose=0)
    return model.get_weights()[0][0, 0] - 1


strategy = tf.distribute.MirroredStrategy()
for clipnorm in [None, 1.0]:
    one = step_length(clipnorm)
    with strategy.scope():
        many = step_length(clipnorm)
    equal = np.isclose(one, many)
    print(f"clipnorm {clipnorm}: {one:.2f}, {many:.2f}, {equal}")
