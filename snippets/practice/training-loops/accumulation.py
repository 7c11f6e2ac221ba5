import keras
import numpy as np
import tensorflow as tf

x, y = np.zeros((8, 2)), np.zeros((8, 1))


def new_model():
    layer = keras.layers.Dense(
        1,
        kernel_initializer="ones",
        kernel_regularizer=keras.regularizers.L2(0.5),
    )
    return keras.Sequential([keras.Input((2,)), layer])


model = new_model()
optimizer = keras.optimizers.SGD(0.1, gradient_accumulation_steps=2)
model.compile(optimizer, "mse")
model.fit(x, y, batch_size=4, verbose=0)
print("fit", model.get_weights()[0].ravel().round(2))

for parts in [1, 2]:
    model = new_model()
    total = 0
    for batch in [x[:4], x[4:]]:
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(model(batch) ** 2) / 2
            loss += sum(model.losses) / parts
        kernel = model.trainable_weights[0]
        total += tape.gradient(loss, kernel)
    keras.optimizers.SGD(0.1).apply([total], [kernel])
    print(f"penalty / {parts}", kernel.numpy().ravel().round(2))
