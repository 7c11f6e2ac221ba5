import keras
import tensorflow as tf

keras.config.set_dtype_policy("mixed_float16")
x, y = tf.zeros((4, 2)), tf.zeros((4, 1))


def new_model():
    layer = keras.layers.Dense(
        1,
        kernel_initializer="ones",
        kernel_regularizer=keras.regularizers.L2(0.5),
    )
    model = keras.Sequential([keras.Input((2,)), layer])
    model.compile(keras.optimizers.SGD(0.1), "mse")
    return model


model = new_model()
print(type(model.optimizer).__name__)
model.fit(x, y, verbose=0)
print("fit         ", model.get_weights()[0].ravel())

for scaled in [False, True]:
    model = new_model()
    weights = model.trainable_weights
    with tf.GradientTape() as tape:
        outputs = model(x, training=True)
        loss = model.compute_loss(x, y, outputs)
        if scaled:
            loss = model.optimizer.scale_loss(loss)
    gradients = tape.gradient(loss, weights)
    model.optimizer.apply(gradients, weights)
    kernel = model.get_weights()[0].ravel().round(3)
    print(f"scaled {scaled!s:5}", kernel)
