import keras
import numpy as np
import tensorflow as tf

rng = np.random.default_rng(0)
x = rng.normal(size=(32, 8)).astype("float32")
y = x[:, :1] - x[:, 1:2]
loss_function = keras.losses.MeanSquaredError()


def train(custom_loop):
    model = keras.Sequential(
        [
            keras.Input((8,)),
            keras.layers.Dropout(0.5, seed=0),
            keras.layers.Dense(
                1,
                kernel_initializer="ones",
                kernel_regularizer=keras.regularizers.L2(0.1),
            ),
        ]
    )
    optimizer = keras.optimizers.SGD(0.05)
    if custom_loop:
        weights = model.trainable_weights
        for _ in range(20):
            with tf.GradientTape() as tape:
                outputs = model(x, training=True)
                loss = loss_function(y, outputs)
                loss += sum(model.losses)
            gradients = tape.gradient(loss, weights)
            optimizer.apply(gradients, weights)
    else:
        model.compile(optimizer, loss_function)
        model.fit(x, y, epochs=20, shuffle=False, verbose=0)
    return model.get_weights()[0].ravel()


print("custom loop", train(custom_loop=True)[:4].round(2))
print("fit        ", train(custom_loop=False)[:4].round(2))
