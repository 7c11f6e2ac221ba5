import keras
import numpy as np
import tensorflow as tf

two = [tf.config.LogicalDeviceConfiguration()] * 2
cpu = tf.config.list_physical_devices("CPU")[0]
tf.config.set_logical_device_configuration(cpu, two)


class ReplicaSeeds(keras.random.SeedGenerator):
    def next(self, ordered=True):
        seed = super().next(ordered)
        context = tf.distribute.get_replica_context()
        if context is None:  # Keras is building the layer.
            return seed
        replica = context.replica_id_in_sync_group
        return seed + keras.ops.cast([replica * 999983, 0], seed.dtype)


class ReplicaDropout(keras.layers.Layer):
    def __init__(self, rate, seed=None, **kwargs):
        super().__init__(**kwargs)
        self.rate = rate
        self.generator = ReplicaSeeds(seed)

    def call(self, x, training=False):
        if not training:
            return x
        return keras.random.dropout(x, self.rate, seed=self.generator)


class Always(ReplicaDropout):
    def call(self, x, training=None):
        return super().call(x, training=True)


with tf.distribute.MirroredStrategy().scope():
    model = keras.Sequential([keras.Input((8,)), Always(0.5, 7)])
print("replicas", model.distribute_strategy.num_replicas_in_sync)
print(model.predict(np.ones((4, 8)), verbose=0))
