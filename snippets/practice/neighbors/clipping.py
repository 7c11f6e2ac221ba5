import keras
import numpy as np

tens = keras.initializers.Constant(10)


def train(strength, decay, **clip):
    """Kernels of four weights and one, after an empty step."""
    l2 = keras.regularizers.L2(strength)
    same = {
        "kernel_initializer": tens,
        "kernel_regularizer": l2,
    }
    layers = [
        keras.layers.Dense(1, use_bias=False, **same)
        for _ in range(2)
    ]
    model = keras.Sequential([keras.Input((4,)), *layers])
    sgd = keras.optimizers.SGD(1.0, weight_decay=decay, **clip)
    model.compile(optimizer=sgd, loss="mse", run_eagerly=True)
    model.train_on_batch(np.zeros((1, 4)), np.zeros((1, 1)))
    return [w[0, 0].round(2) for w in model.get_weights()]


for name in None, "clipnorm", "clipvalue", "global_clipnorm":
    clip = {name: 1} if name else {}
    print(clip or "no clipping")
    print("  L2          ", *train(0.25, None, **clip))
    print("  weight decay", *train(0.0, 0.5, **clip))
