import keras
import tensorflow as tf

layer = keras.layers.Dense(
    1,
    kernel_initializer="ones",
    kernel_regularizer=keras.regularizers.L2(0.5),
)
model = keras.Sequential([keras.Input((2,)), layer])
x = tf.zeros((4, 2))


def show(where, loss, gradient):
    if gradient is not None:
        gradient = gradient.numpy().ravel()
    print(f"{where}: loss {float(loss)}, gradient {gradient}")


with tf.GradientTape() as tape:
    loss = tf.reduce_mean(model(x, training=True) ** 2)
    loss += sum(model.losses)
show("in the tape", loss, tape.gradient(loss, layer.kernel))

penalty = sum(model.losses)
with tf.GradientTape() as tape:
    loss = tf.reduce_mean(model(x, training=True) ** 2)
    loss += penalty
show("before it  ", loss, tape.gradient(loss, layer.kernel))

with tf.GradientTape() as tape:
    loss = tf.reduce_mean(model(x, training=True) ** 2)
loss += sum(model.losses)
show("after it   ", loss, tape.gradient(loss, layer.kernel))
