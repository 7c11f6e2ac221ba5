import keras
import numpy as np

rate, strength = 0.01, 1.0


def shrink(w):
    return keras.ops.soft_shrink(w, rate * strength)


l1 = keras.regularizers.L1(strength)
penalty = {"kernel_regularizer": l1}
proximal = {"kernel_constraint": shrink}
for name, optimizer, options in (
    ("SGD, penalty ", keras.optimizers.SGD, penalty),
    ("Adam, penalty", keras.optimizers.Adam, penalty),
    ("SGD, proximal", keras.optimizers.SGD, proximal),
):
    layer = keras.layers.Dense(1, use_bias=False, **options)
    model = keras.Sequential([keras.Input((1,)), layer])
    model.compile(optimizer(rate), loss="mse")
    model.set_weights([np.array([[0.033]])])
    path = []
    for _ in range(7):
        path.append(float(layer.kernel[0, 0]))
        # Input 0: the data loss asks for nothing.
        model.train_on_batch(np.zeros((1, 1)), np.zeros((1, 1)))
    print(name, *(f"{w:6.3f}" for w in path))
