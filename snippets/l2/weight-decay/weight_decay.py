import keras
from keras import layers, optimizers, regularizers
from sklearn.datasets import load_diabetes
from sklearn.preprocessing import scale

x, y = load_diabetes(return_X_y=True)
x, y = scale(x), scale(y)


def norm_after_training(optimizer, strength=0.0):
    layer = layers.Dense(
        1,
        kernel_initializer="zeros",
        kernel_regularizer=regularizers.L2(strength),
    )
    model = keras.Sequential([keras.Input((10,)), layer])
    model.compile(optimizer=optimizer, loss="mse")
    for _ in range(200):
        model.train_on_batch(x, y)
    return float(keras.ops.norm(layer.kernel))


print("optimizer      L2(0.2)  weight_decay=0.4")
for name, optimizer_class, options in [
    ("SGD", optimizers.SGD, {}),
    ("SGD, momentum", optimizers.SGD, {"momentum": 0.9}),
    ("Adam", optimizers.Adam, {}),
]:
    plain = optimizer_class(0.05, **options)
    decaying = optimizer_class(0.05, weight_decay=0.4, **options)
    l2 = norm_after_training(plain, strength=0.2)
    decay = norm_after_training(decaying)
    print(f"{name:13}  {l2:.3f}    {decay:.3f}")
