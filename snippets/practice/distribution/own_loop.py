import keras
import tensorflow as tf

two = [tf.config.LogicalDeviceConfiguration()] * 2
cpu = tf.config.list_physical_devices("CPU")[0]
tf.config.set_logical_device_configuration(cpu, two)
strategy = tf.distribute.MirroredStrategy()
mse = keras.losses.MeanSquaredError()


def loss_of(how, model, x, y):
    y_pred = model(x, training=True)
    if how == "compute_loss":
        return model.compute_loss(x, y, y_pred)
    penalty = sum(model.losses)
    if how == "scaled":
        penalty = tf.nn.scale_regularization_loss(penalty)
    return mse(y, y_pred) + penalty


for how in ["not scaled", "scaled", "compute_loss"]:
    with strategy.scope():
        layer = keras.layers.Dense(
            1,
            kernel_initializer="ones",
            kernel_regularizer=keras.regularizers.L2(0.5),
        )
        model = keras.Sequential([keras.Input((3,)), layer])
        model.compile(keras.optimizers.SGD(0.1), "mse")

    @tf.function
    def step(x, y, how=how, model=model):
        with tf.GradientTape() as tape:
            loss = loss_of(how, model, x, y)
        weights = model.trainable_variables
        gradients = tape.gradient(loss, weights)
        model.optimizer.apply(gradients, weights)
        return loss

    zeros = tf.zeros((2, 3)), tf.zeros((2, 1))
    losses = strategy.run(step, zeros)
    loss = float(strategy.reduce("SUM", losses, axis=None))
    print(how, "loss", loss, "kernel", model.get_weights()[0][0])
