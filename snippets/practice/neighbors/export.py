import keras
import numpy as np
import tensorflow as tf


class AlwaysDropout(keras.layers.Dropout):
    def call(self, inputs):
        return super().call(inputs, training=True)


x = np.ones((1, 100), "float32")
for dropout in [keras.layers.Dropout(0.5), AlwaysDropout(0.5)]:
    dense = keras.layers.Dense(
        100,
        kernel_initializer="identity",
        kernel_regularizer="l2",
    )
    model = keras.Sequential([keras.Input((100,)), dense, dropout])
    model.export("exported", verbose=False)
    artifact = tf.saved_model.load("exported")
    print(type(dropout).__name__)
    print("  outputs", np.unique(artifact.serve(x)))
    print("  penalties of the model", len(model.losses))
    print("  penalties in the export", hasattr(artifact, "losses"))
