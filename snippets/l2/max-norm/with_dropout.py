import keras
from keras import constraints, layers
from sklearn.datasets import load_digits

x, y = load_digits(return_X_y=True)
for name, constraint in [
    ("no limit", None),
    ("MaxNorm(1.0)", constraints.MaxNorm(1.0)),
]:
    keras.utils.set_random_seed(0)
    hidden = layers.Dense(64, activation="relu", kernel_constraint=constraint)
    model = keras.Sequential(
        [
            keras.Input((64,)),
            hidden,
            layers.Dropout(0.5),
            layers.Dense(10, activation="softmax"),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.Adam(0.01),
        loss="sparse_categorical_crossentropy",
    )
    model.fit(x[:400] / 16, y[:400], batch_size=100, epochs=20, verbose=0)
    norms = keras.ops.norm(hidden.kernel, axis=0)
    print(f"{name}: largest norm {float(max(norms)):.2f}")
