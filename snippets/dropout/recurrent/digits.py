import keras
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

keras.utils.set_random_seed(0)
x, y = load_digits(return_X_y=True)
x_train, x_test, y_train, y_test = train_test_split(
    x.reshape(-1, 8, 8) / 16, y, random_state=0, stratify=y
)
model = keras.Sequential(
    [
        keras.Input((8, 8)),
        keras.layers.LSTM(64, dropout=0.2, recurrent_dropout=0.2),
        keras.layers.Dense(10, activation="softmax"),
    ]
)
model.compile(
    optimizer=keras.optimizers.Adam(0.01),
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
)
model.fit(x_train, y_train, epochs=3, verbose=0)

for name, x, y in [("train", x_train, y_train), ("test", x_test, y_test)]:
    loss, accuracy = model.evaluate(x, y, verbose=0)
    print(f"{name:5} loss {loss:.2f}, accuracy {accuracy:.2f}")
