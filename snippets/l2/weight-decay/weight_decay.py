import keras
import tensorflow as tf
from sklearn.datasets import load_diabetes
from sklearn.preprocessing import scale

x, y = load_diabetes(return_X_y=True)
x, y = scale(x), scale(y)
steps = tf.data.Dataset.from_tensors((x, y)).repeat(200)


def norm(optimizer, strength=0.0):
    layer = keras.layers.Dense(
        1,
        kernel_initializer="zeros",
        kernel_regularizer=keras.regularizers.L2(strength),
    )
    model = keras.Sequential([keras.Input((10,)), layer])
    model.compile(optimizer=optimizer, loss="mse")
    model.fit(steps, shuffle=False, verbose=0)
    return float(keras.ops.norm(layer.kernel))


SGD, Adam = keras.optimizers.SGD, keras.optimizers.Adam
print("optimizer      L2(0.2)  weight_decay=0.4")
for name, optimizer, arguments in [
    ("SGD", SGD, {}),
    ("SGD, momentum", SGD, {"momentum": 0.9}),
    ("Adam", Adam, {}),
]:
    l2 = norm(optimizer(0.05, **arguments), 0.2)
    decay = norm(optimizer(0.05, weight_decay=0.4, **arguments))
    print(f"{name:13}  {l2:.3f}    {decay:.3f}")
