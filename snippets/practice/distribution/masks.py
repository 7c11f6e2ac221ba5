import keras
import numpy as np
import tensorflow as tf

two = [tf.config.LogicalDeviceConfiguration()] * 2
cpu = tf.config.list_physical_devices("CPU")[0]
tf.config.set_logical_device_configuration(cpu, two)


class AlwaysDropout(keras.layers.Dropout):
    def call(self, x, training=None):
        return super().call(x, training=True)


strategy = tf.distribute.MirroredStrategy()
keras.utils.set_random_seed(0)
for seed in [7, None]:
    with strategy.scope():
        dropout = AlwaysDropout(0.5, seed=seed)
        model = keras.Sequential([keras.Input((8,)), dropout])
    y = model.predict(np.ones((4, 8)), verbose=0)
    repeated = np.array_equal(y[:2], y[2:])
    print("seed", seed, "repeated", repeated)
    print(y)
