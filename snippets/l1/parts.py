import keras
from keras import layers, regularizers
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

keras.utils.set_random_seed(0)
x, y = load_digits(return_X_y=True)
x_train, x_test, y_train, y_test = train_test_split(
    x / 16, y, train_size=400, random_state=0, stratify=y
)

l1 = regularizers.L1(0.01)
model = keras.Sequential(
    [
        keras.Input((64,)),
        layers.Dense(64, activation="relu", kernel_regularizer=l1),
        layers.Dense(64, activation="relu", kernel_regularizer=l1),
        layers.Dense(10, activation="softmax"),
    ]
)
model.compile(
    optimizer=keras.optimizers.Adam(0.003),
    loss="sparse_categorical_crossentropy",
    metrics=["sparse_categorical_crossentropy"],
)

for epoch in [0, 20, 40]:
    if epoch:
        model.fit(x_train, y_train, epochs=20, verbose=0)
    train, train_ce = model.evaluate(x_train, y_train, verbose=0)
    test, test_ce = model.evaluate(x_test, y_test, verbose=0)
    penalty = float(sum(model.losses))
    print(f"epoch {epoch}: penalty {penalty:.1f}")
    print(f"  training loss {train:4.1f}, data {train_ce:.1f}")
    print(f"  test loss     {test:4.1f}, data {test_ce:.1f}")
