import keras
import numpy as np
from keras import layers

rng = np.random.default_rng(0)
x, y = rng.normal(size=(2, 64, 4))
for scale in [1, 10]:
    keras.utils.set_random_seed(0)
    dense = layers.Dense(4)
    norm = layers.BatchNormalization(epsilon=1e-9)
    model = keras.Sequential([keras.Input((4,)), dense, norm])
    dense.kernel.assign(scale * dense.kernel)
    before = dense.kernel.numpy()
    model.compile(optimizer=keras.optimizers.SGD(0.1), loss="mse")
    model.train_on_batch(x, y)
    step = np.linalg.norm(dense.kernel.numpy() - before)
    length = np.linalg.norm(before)
    turn = np.degrees(np.arctan(step / length))
    print(f"norm {length:5.2f} step {step:.4f} turn {turn:.3f}°")
