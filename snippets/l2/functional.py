import keras
from keras import layers, regularizers
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

keras.utils.set_random_seed(0)
x, y = load_digits(return_X_y=True)
x_train, x_test, y_train, y_test = train_test_split(
    x / 16, y, train_size=400, random_state=0, stratify=y
)

l2 = regularizers.L2(0.01)
inputs = keras.Input((64,))
hidden = layers.Dense(64, activation="relu", kernel_regularizer=l2)(inputs)
hidden = layers.Dense(64, activation="relu", kernel_regularizer=l2)(hidden)
outputs = layers.Dense(10, activation="softmax")(hidden)
model = keras.Model(inputs, outputs)
model.compile(
    optimizer=keras.optimizers.Adam(0.003),
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
)
model.fit(x_train, y_train, epochs=40, verbose=0)

_, train = model.evaluate(x_train, y_train, verbose=0)
_, test = model.evaluate(x_test, y_test, verbose=0)
print(f"train accuracy {train:.2f}")
print(f"test accuracy {test:.2f}")
print(f"penalty {float(sum(model.losses)):.2f}")
print("penalized kernels", len(model.losses))
