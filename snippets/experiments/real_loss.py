"""When is val_loss least, and when is the error least?"""

# --8<-- [start:question]
import keras
import numpy as np
from keras import layers

EPOCHS = 150
SHOWN = [*range(1, 10), *range(10, 30, 3), *range(30, 151, 10)]
SEEDS = range(10)
SETTINGS = {
    str(strength): {"strength": strength}
    for strength in (0.001, 0.003, 0.01, 0.03)
}


def data(seed, size):
    """Return points of two noisy classes in 20 dimensions."""
    random = np.random.default_rng(seed)
    x = random.normal(size=(size, 20))
    noise = random.normal(size=size)
    y = x[:, 0] + x[:, 1] + noise > 0
    return x, y[:, None].astype("float32")


def measure(seeds, strength):
    """Return val_loss and its cross-entropy by epoch."""
    results = []
    for seed in seeds:
        keras.utils.set_random_seed(seed)
        hidden = layers.Dense(
            128,
            activation="relu",
            kernel_regularizer=keras.regularizers.L2(strength),
        )
        output = layers.Dense(1, activation="sigmoid")
        model = keras.Sequential(
            [keras.Input((20,)), hidden, output]
        )
        model.compile(
            optimizer=keras.optimizers.Adam(0.01),
            loss="binary_crossentropy",
            metrics=["binary_crossentropy"],
        )
        x, y = data(seed, 60)
        history = model.fit(
            x,
            y,
            batch_size=60,
            epochs=EPOCHS,
            validation_data=data(100 + seed, 1000),
            validation_batch_size=1000,
            verbose=0,
        ).history
        results.append(
            {
                "val_loss": history["val_loss"],
                "error": history["val_binary_crossentropy"],
            }
        )
    return results


if __name__ == "__main__":
    # The first of the ten seeds, for one strength.
    (curves,) = measure([0], 0.03)
    for name, curve in curves.items():
        epoch = int(np.argmin(curve))
        print(f"{name:8} is least in epoch {epoch + 1}")
# --8<-- [end:question]


def report(results):
    """Return mean curves, and where each is least."""
    from snippets.experiments.sweep import quantity

    summary = {}
    for name, seeds in results.items():
        entry = summary[name] = {"curves": {"epoch": SHOWN}}
        errors = np.array([seed["error"] for seed in seeds])
        rows = np.arange(len(seeds))
        for score in "val_loss", "error":
            values = np.array([seed[score] for seed in seeds])
            mean = values.mean(axis=0).round(3)
            entry["curves"][score] = [
                float(mean[epoch - 1]) for epoch in SHOWN
            ]
            least = values.argmin(axis=1)
            there = errors[rows, least]
            entry[score] = {
                "epoch": quantity(least + 1, ""),
                "cross-entropy": quantity(there, "nats"),
            }
        entry["cost"] = quantity(
            [
                late - best
                for late, best in zip(
                    entry["val_loss"]["cross-entropy"][
                        "values"
                    ],
                    entry["error"]["cross-entropy"]["values"],
                    strict=True,
                )
            ],
            "nats",
        )
    return summary
