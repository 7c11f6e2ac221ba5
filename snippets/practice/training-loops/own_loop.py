import keras
import numpy as np
import tensorflow as tf

r = np.random.default_rng(0)
x = r.normal(size=(32, 8)).astype("float32")
y = x[:, :1] - x[:, 1:2]
loss_function = keras.losses.MeanSquaredError()


def train(own):
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
    if own:
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


print("own loop", train(True)[:4].round(2))
print("fit     ", train(False)[:4].round(2))
