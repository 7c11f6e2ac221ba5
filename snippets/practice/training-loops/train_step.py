import keras
import numpy as np
import tensorflow as tf


class CustomModel(keras.Model):
    def train_step(self, data):
        x, y = data
        with tf.GradientTape() as tape:
            outputs = self(x, training=True)
            loss = self.compute_loss(x, y, outputs)
        weights = self.trainable_weights
        gradients = tape.gradient(loss, weights)
        self.optimizer.apply(gradients, weights)
        for metric in self.metrics:
            if metric.name == "loss":
                metric.update_state(loss)
        return self.get_metrics_result()


inputs = keras.Input((2,))
layer = keras.layers.Dense(
    1,
    kernel_initializer="ones",
    kernel_regularizer=keras.regularizers.L2(0.5),
)
model = CustomModel(inputs, layer(inputs))
model.compile(keras.optimizers.SGD(0.1), "mse")
x, y = np.zeros((4, 2)), np.zeros((4, 1))
history = model.fit(x, y, epochs=2, verbose=0).history
print("losses", np.round(history["loss"], 2))
print("kernel", layer.kernel.numpy().ravel().round(2))
