import keras
from sklearn.datasets import load_digits

x = load_digits().data / 16
dropout = keras.layers.Dropout(0.2, seed=0)
y = keras.ops.convert_to_numpy(dropout(x, training=True))

ink = x > 0
print(f"pixels with ink: {ink.mean():.2f}")
print(f"of these, dropped: {(y[ink] == 0).mean():.2f}")
print(f"largest pixel: {x.max():.2f}, with dropout {y.max():.2f}")
print(f"mean pixel: {x.mean():.2f}, with dropout {y.mean():.2f}")
