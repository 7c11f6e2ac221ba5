import keras
import numpy as np


class AlwaysDropout(keras.layers.Dropout):
    def call(self, inputs, training=None):
        return super().call(inputs, training=True)


x = np.ones((100_000, 2))
for activation in ("linear", "relu"):
    head = keras.layers.Dense(
        1,
        activation=activation,
        kernel_initializer="ones",
        bias_initializer=keras.initializers.Constant(-1),
    )
    drop = AlwaysDropout(0.5, seed=1)
    sampler = keras.Sequential([keras.Input((2,)), drop, head])
    plain = keras.Sequential([keras.Input((2,)), head])
    y = sampler.predict(x, batch_size=100_000, verbose=0)
    print(activation)
    print("  draws        ", np.unique(y))
    print(f"  mean of draws {y.mean():.2f}")
    ((output,),) = plain.predict(x[:1], verbose=0)
    print(f"  deterministic {output:.2f}")
