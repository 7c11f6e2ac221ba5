import keras
import numpy as np
from keras import layers
from sklearn.datasets import load_digits

keras.utils.set_random_seed(0)
x, y = load_digits(return_X_y=True)
output = layers.Dense(10, activation="softmax", kernel_regularizer="l2")
model = keras.Sequential([keras.Input((64,)), output])
model.compile(loss="sparse_categorical_crossentropy")
loss = model.evaluate(x / 16, y, verbose=0)
penalty = float(sum(model.losses))

probabilities = model.predict(x / 16, verbose=0)
correct = probabilities[range(len(y)), y]
print(f"loss {loss:.3f}")
print(f"loss - penalty {loss - penalty:.3f}")
print(f"cross-entropy {-np.log(correct).mean():.3f}")
