import keras
from sklearn.datasets import load_digits

x, y = load_digits(return_X_y=True)
for limit in [None, 1.0]:
    keras.utils.set_random_seed(0)
    hidden = keras.layers.Dense(
        64,
        activation="relu",
        kernel_constraint=limit
        and keras.constraints.MaxNorm(limit),
    )
    model = keras.Sequential(
        [
            keras.Input((64,)),
            hidden,
            keras.layers.Dropout(0.5),
            keras.layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.Adam(0.01),
        loss="sparse_categorical_crossentropy",
    )
    model.fit(
        x[:400] / 16,
        y[:400],
        batch_size=100,
        epochs=20,
        verbose=0,
    )
    norms = keras.ops.norm(hidden.kernel, axis=0)
    print(
        f"limit {limit}: largest norm {float(max(norms)):.2f}"
    )
