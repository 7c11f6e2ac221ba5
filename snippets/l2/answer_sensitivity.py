import keras
import numpy as np
from sklearn.datasets import load_digits
from sklearn.model_selection import train_test_split

x, y = load_digits(return_X_y=True)
x_train, x_test, y_train, y_test = train_test_split(
    x / 16, y, train_size=400, random_state=0, stratify=y
)
random = np.random.default_rng(0)
wrong = random.permutation(400) < 80
y_train[wrong] += random.integers(1, 10, 80)
y_train %= 10
noise = random.normal(0, 0.1, x_test.shape)

for strength in [0.0, 0.01]:
    keras.utils.set_random_seed(0)
    l2 = keras.regularizers.L2(strength)
    model = keras.Sequential([keras.Input((64,))])
    for _ in range(2):
        model.add(
            keras.layers.Dense(
                64, activation="relu", kernel_regularizer=l2
            )
        )
    model.add(keras.layers.Dense(10, activation="softmax"))
    model.compile(
        optimizer=keras.optimizers.Adam(0.01),
        loss="sparse_categorical_crossentropy",
    )
    model.fit(
        x_train, y_train, batch_size=100, epochs=20, verbose=0
    )

    print(f"L2({strength})")
    hidden = keras.Sequential(model.layers[:2])
    for name, part in [("hidden", hidden), ("output", model)]:
        difference = part(x_test + noise) - part(x_test)
        change = np.linalg.norm(difference, axis=1).mean()
        print(f"  change of {name} {change:.2f}")
