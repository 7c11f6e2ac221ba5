import keras
import numpy as np
from sklearn.linear_model import LogisticRegression

rng = np.random.default_rng(0)
x = rng.normal(size=(100, 3)).astype("float32")
y = (x[:, 0] + 0.5 * x[:, 1] + rng.normal(size=100) > 0).astype("float32")

C = 0.1
theirs = LogisticRegression(C=C).fit(x, y)

l2 = keras.regularizers.L2(1 / (2 * C * len(x)))
layer = keras.layers.Dense(1, kernel_regularizer=l2)
model = keras.Sequential([keras.Input((3,)), layer])
loss = keras.losses.BinaryCrossentropy(from_logits=True)
model.compile(keras.optimizers.SGD(1.0), loss)
model.fit(x, y, batch_size=len(x), epochs=100, shuffle=False, verbose=0)

print("scikit-learn", theirs.coef_[0].round(2))
print("Keras       ", layer.get_weights()[0][:, 0].round(2))
