import keras
import numpy as np

keras.utils.set_random_seed(0)
trained = keras.Sequential(
    [
        keras.Input((64,)),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(10, activation="softmax"),
    ]
)
with_dropout = keras.Sequential(
    [
        keras.Input((64,)),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dropout(0.5),
        keras.layers.Dense(10, activation="softmax"),
    ]
)
x = np.random.default_rng(0).random((5, 64))
trained.compile("adam", "sparse_categorical_crossentropy")
trained.fit(x, np.arange(5), epochs=3, verbose=0)


def gap():
    a = trained.predict(x, verbose=0)
    return np.abs(a - with_dropout.predict(x, verbose=0)).max()


print("weights of Dropout", len(with_dropout.layers[1].weights))
print("same output before set_weights", gap() == 0)
with_dropout.set_weights(trained.get_weights())
print("same output after set_weights", gap() == 0)
