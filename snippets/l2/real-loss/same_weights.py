import keras
from keras import layers, regularizers
from sklearn.datasets import load_digits

x, y = load_digits(return_X_y=True)
for strength in [0.001, 0.01]:
    keras.utils.set_random_seed(0)
    output = layers.Dense(
        10,
        activation="softmax",
        kernel_regularizer=regularizers.L2(strength),
    )
    model = keras.Sequential([keras.Input((64,)), output])
    model.compile(
        loss="sparse_categorical_crossentropy",
        metrics=["sparse_categorical_crossentropy"],
    )
    loss, cross_entropy = model.evaluate(x / 16, y, verbose=0)
    print(f"L2({strength})")
    print(f"  loss {loss:.2f}")
    print(f"  cross-entropy {cross_entropy:.2f}")
