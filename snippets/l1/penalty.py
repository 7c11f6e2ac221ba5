import keras
import numpy as np

x = np.array([[1.0, 0.0], [0.0, 1.0]])
y = np.array([[1.0], [1.0]])
kernel = np.array([[0.5], [-2.0]])
bias = np.array([4.0])

l1 = keras.regularizers.L1(0.01)
model = keras.Sequential(
    [
        keras.Input((2,)),
        keras.layers.Dense(1, kernel_regularizer=l1),
    ]
)
model.set_weights([kernel, bias])
model.compile(loss="mse")

data_loss = np.mean((x @ kernel + bias - y) ** 2)
penalty = 0.01 * np.sum(np.abs(kernel))
loss = model.evaluate(x, y, verbose=0)
loss_2 = model.evaluate(x, y, batch_size=1, verbose=0)
print("mean data loss     ", f"{data_loss:.3f}")
print("penalty            ", f"{penalty:.3f}")
print("their sum          ", f"{data_loss + penalty:.3f}")
print("evaluate, 1 batch  ", f"{loss:.3f}")
print("evaluate, 2 batches", f"{loss_2:.3f}")
