import keras
import numpy as np
import tensorflow as tf

two = [tf.config.LogicalDeviceConfiguration()] * 2
cpu = tf.config.list_physical_devices("CPU")[0]
tf.config.set_logical_device_configuration(cpu, two)


def compiled_model():
    layer = keras.layers.Dense(
        1,
        use_bias=False,
        kernel_initializer="ones",
        kernel_regularizer=keras.regularizers.L2(0.5),
        activity_regularizer=keras.regularizers.L1(0.1),
    )
    model = keras.Sequential([keras.Input((3,)), layer])
    model.compile(keras.optimizers.SGD(0.1), "mse")
    return model


strategy = tf.distribute.MirroredStrategy()
with strategy.scope():
    mirror = compiled_model()

replication = mirror.distribute_strategy
print("replicas", replication.num_replicas_in_sync)
x, y = np.ones((8, 3)), np.full((8, 1), 2.0)
for model in [compiled_model(), mirror]:
    fit = model.fit(x, y, batch_size=8, verbose=0)
    loss = fit.history["loss"][0]
    print(f"loss {loss:.2f} kernel {model.get_weights()[0][0].round(2)}")
