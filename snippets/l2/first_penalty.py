import keras
import numpy as np

for width in [16, 64, 256]:
    keras.utils.set_random_seed(0)
    l2 = keras.regularizers.L2(0.03)
    model = keras.Sequential(
        [
            keras.Input((64,)),
            keras.layers.Dense(width, kernel_regularizer=l2),
            keras.layers.Dense(width, kernel_regularizer=l2),
            keras.layers.Dense(10),
        ]
    )
    penalty = float(sum(model.losses))
    print(f"{width} units: first penalty {penalty:.1f}")

    kernel = model.layers[1].kernel
    before = kernel.numpy()
    model.compile(keras.optimizers.SGD(0.1), "mse")
    # Inputs and targets are 0: the data loss moves no weight.
    model.train_on_batch(np.zeros((1, 64)), np.zeros((1, 10)))
    left = kernel.numpy() / before
    low, high = left.min(), left.max()
    print(f"  a step leaves {low:.3f} to {high:.3f}")
