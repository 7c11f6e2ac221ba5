import keras
import tensorflow as tf
from sklearn.datasets import load_digits

x, y = load_digits(return_X_y=True)
x, y = x[:400] / 16, y[:400]
cross_entropy = keras.losses.SparseCategoricalCrossentropy()

for with_penalty in [False, True]:
    keras.utils.set_random_seed(0)
    hidden = keras.layers.Dense(
        64,
        activation="relu",
        kernel_regularizer=keras.regularizers.L2(0.01),
    )
    model = keras.Sequential(
        [
            keras.Input((64,)),
            hidden,
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    optimizer = keras.optimizers.Adam()
    for _ in range(100):
        with tf.GradientTape() as tape:
            loss = cross_entropy(y, model(x, training=True))
            if with_penalty:
                loss += sum(model.losses)
        weights = model.trainable_weights
        gradients = tape.gradient(loss, weights)
        optimizer.apply(gradients, weights)
    norm = float(keras.ops.norm(hidden.kernel))
    print(f"penalty {with_penalty}: kernel norm {norm:.1f}")
