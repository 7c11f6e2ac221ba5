import keras
from keras.layers import Dense, Dropout
from keras.regularizers import L1, L2
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

keras.utils.set_random_seed(0)
x, y = load_digits(return_X_y=True)
x_train, x_val, y_train, y_val = train_test_split(
    x / 16, y, train_size=400, random_state=3
)
recipes = {
    "dropout": [Dense(64, activation="relu"), Dropout(0.5)],
    "L1": [Dense(64, activation="relu", kernel_regularizer=L1(0.001))],
    "L2": [Dense(64, activation="relu", kernel_regularizer=L2(0.001))],
}
print("         accuracy  loss  penalty")
for name, hidden in recipes.items():
    model = keras.Sequential(
        [keras.Input((64,)), *hidden, Dense(10, activation="softmax")]
    )
    model.compile(
        optimizer="adam",
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    model.fit(x_train, y_train, epochs=60, verbose=0)
    loss, accuracy = model.evaluate(x_val, y_val, verbose=0)
    penalty = float(sum(model.losses))
    print(f"{name:8} {accuracy:8.2f} {loss:5.2f} {penalty:8.2f}")
