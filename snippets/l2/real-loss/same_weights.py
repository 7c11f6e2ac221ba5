import keras
from sklearn.datasets import load_digits

x, y = load_digits(return_X_y=True)
for strength in [0.001, 0.01]:
    keras.utils.set_random_seed(0)
    model = keras.Sequential(
        [
            keras.Input((64,)),
            keras.layers.Dense(
                10,
                activation="softmax",
                kernel_regularizer=keras.regularizers.L2(
                    strength
                ),
            ),
        ]
    )
    model.compile(
        loss="sparse_categorical_crossentropy",
        metrics=["sparse_categorical_crossentropy"],
    )
    loss, data_loss = model.evaluate(x / 16, y, verbose=0)
    print(f"L2({strength})")
    print(f"  loss {loss:.2f}")
    print(f"  cross-entropy {data_loss:.2f}")
