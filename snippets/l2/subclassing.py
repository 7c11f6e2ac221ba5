import keras
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

keras.utils.set_random_seed(0)
x, y = load_digits(return_X_y=True)
x_train, x_test, y_train, y_test = train_test_split(
    x / 16, y, train_size=400, random_state=0, stratify=y
)


class Classifier(keras.Model):
    def __init__(self):
        super().__init__()
        self.first = keras.layers.Dense(
            64,
            activation="relu",
            kernel_regularizer=keras.regularizers.L2(0.01),
        )
        self.second = keras.layers.Dense(
            64,
            activation="relu",
            kernel_regularizer=keras.regularizers.L2(0.01),
        )
        self.last = keras.layers.Dense(10, activation="softmax")

    def call(self, x):
        return self.last(self.second(self.first(x)))


model = Classifier()
model.compile(
    optimizer="adam",
    loss="sparse_categorical_crossentropy",
    metrics=["accuracy"],
)
model.fit(x_train, y_train, epochs=50, verbose=0)

loss, accuracy = model.evaluate(x_test, y_test, verbose=0)
penalty = float(sum(model.losses))
print(f"test accuracy {accuracy:.2f}")
print(f"test loss {loss:.2f}")
print(f"of which penalty {penalty:.2f}")
print("penalized kernels", len(model.losses))
