import keras
import numpy as np
from keras import layers, ops, regularizers
from sklearn.datasets import load_digits

x, y = load_digits(return_X_y=True)


def penalty(weights):
    return 0.01 * ops.sum(ops.square(weights))


def trained_kernel(regularizer):
    keras.utils.set_random_seed(0)
    dense = layers.Dense(
        10, activation="softmax", kernel_regularizer=regularizer
    )
    model = keras.Sequential([keras.Input((64,)), dense])
    model.compile(optimizer="sgd", loss="sparse_categorical_crossentropy")
    model.fit(x / 16, y, epochs=3, verbose=0)
    return ops.convert_to_numpy(dense.kernel)


none = trained_kernel(None)
scratch = trained_kernel(penalty)
keras_l2 = trained_kernel(regularizers.L2(0.01))
print(f"sum of sizes without a penalty {np.sum(abs(none)):.1f}")
print(f"from scratch {np.sum(abs(scratch)):.1f}")
print(f"L2(0.01)     {np.sum(abs(keras_l2)):.1f}")
print("same weights ", np.allclose(scratch, keras_l2, atol=1e-6))
