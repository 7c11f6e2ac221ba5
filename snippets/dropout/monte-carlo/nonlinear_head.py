import keras
import numpy as np


class AlwaysDropout(keras.layers.Dropout):
    def call(self, inputs, training=None):
        return super().call(inputs, training=True)


x = np.ones((100_000, 2))
for activation in ["linear", "relu"]:
    head = keras.layers.Dense(
        1,
        activation=activation,
        kernel_initializer="ones",
        bias_initializer=keras.initializers.Constant(-1),
    )
    dropout = AlwaysDropout(0.5, seed=1)
    sampler = keras.Sequential([keras.Input((2,)), dropout, head])
    samples = sampler.predict(x, batch_size=100_000, verbose=0)
    without = keras.ops.convert_to_numpy(head(x[:1]))
    print(activation)
    print("  samples         ", np.unique(samples))
    print(f"  mean of samples  {samples.mean():.2f}")
    print(f"  without dropout  {without[0, 0]:.2f}")
