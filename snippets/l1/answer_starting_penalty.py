import keras
import numpy as np

keras.utils.set_random_seed(0)
l1 = keras.regularizers.L1(0.01)
model = keras.Sequential(
    [
        keras.Input((64,)),
        keras.layers.Dense(64, kernel_regularizer=l1),
        keras.layers.Dense(64, kernel_regularizer=l1),
        keras.layers.Dense(10),
    ]
)
limit = np.sqrt(6 / (64 + 64))
by_hand = 0.01 * 2 * 64 * 64 * limit / 2
print("by hand", f"{by_hand:.2f}")
print("Keras", f"{float(sum(model.losses)):.2f}")
print("cross-entropy of guessing", f"{np.log(10):.2f}")
