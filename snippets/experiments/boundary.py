"""What do dropout, L1 and L2 do to a decision boundary?"""

# --8<-- [start:question]
import keras
import numpy as np
from contourpy import contour_generator
from keras import layers
from sklearn.datasets import make_moons

CANDIDATES = {
    "none": {"rate": [0.0]},
    "dropout": {"rate": [0.3, 0.5, 0.7, 0.9]},
    "L1": {"l1": [0.003, 0.01, 0.03, 0.1]},
    "L2": {"l2": [0.003, 0.01, 0.03, 0.1]},
}
SEEDS = range(10)
SETTINGS = {
    f"{technique}/{strength}": {argument: strength}
    for technique, candidates in CANDIDATES.items()
    for argument, strengths in candidates.items()
    for strength in strengths
}


def train(seed, rate=0.0, l1=0.0, l2=0.0):
    """Return a network that has learned 60 points, and them."""
    keras.utils.set_random_seed(seed)
    penalty = keras.regularizers.L1L2(l1, l2)
    model = keras.Sequential([keras.Input((2,))])
    for _ in range(2):
        hidden = layers.Dense(
            64, activation="relu", kernel_regularizer=penalty
        )
        model.add(hidden)
        model.add(layers.Dropout(rate))
    model.add(layers.Dense(2, activation="softmax"))
    model.compile(
        optimizer=keras.optimizers.Adam(0.01),
        loss="sparse_categorical_crossentropy",
        steps_per_execution=100,
    )
    x, y = make_moons(60, noise=0.35, random_state=seed)
    # 500 steps, each on all points at once.
    model.fit(
        np.tile(x, (500, 1)),
        np.tile(y, 500),
        batch_size=60,
        shuffle=False,
        verbose=0,
    )
    return model, x, y


def scores(model, seed):
    """Return the scores on 2,000 new points."""
    x, y = make_moons(2000, noise=0.35, random_state=seed)
    p = keras.ops.convert_to_numpy(model(x))
    right = np.maximum(p[np.arange(len(y)), y], 1e-7)
    return {
        "accuracy": float(np.mean(p.argmax(axis=1) == y)),
        "cross-entropy": float(-np.mean(np.log(right))),
    }


def boundary(model):
    """Return the lines on which both classes are even."""
    a = np.linspace(-2.2, 3.2, 37)
    b = np.linspace(-1.8, 2.2, 28)
    grid = np.stack(np.meshgrid(a, b), axis=-1)
    p = keras.ops.convert_to_numpy(model(grid.reshape(-1, 2)))
    p = p[:, 1].reshape(grid.shape[:2])
    lines = contour_generator(a, b, p).lines(0.5)
    return [line.round(2).tolist() for line in lines]


def measure(seeds, **technique):
    """Return test scores, and one to choose a strength by."""
    results = []
    for seed in seeds:
        # Other points, and another network that learns them.
        other, *_ = train(seed + 100, **technique)
        tuning = scores(other, seed + 3000)["cross-entropy"]
        model, x, y = train(seed, **technique)
        result = scores(model, seed + 1000)
        results.append({**result, "tuning": tuning})
        if seed == 0:
            points = np.column_stack([x.round(2), y]).tolist()
            results[-1]["points"] = points
            results[-1]["boundary"] = boundary(model)
    return results


if __name__ == "__main__":
    # For a seed: a score, a point, and where the line begins.
    for name in ["none/0.0", "dropout/0.9", "L1/0.03"]:
        (seed,) = measure([0], **SETTINGS[name])
        print(name, f"{seed['cross-entropy']:.2f} nats")
        print(seed["points"][0], seed["boundary"][0][0])
# --8<-- [end:question]


def report(results):
    """Return scores by technique and strength, and points."""
    from snippets.experiments.sweep import quantity

    summary = {}
    for name, seeds in results.items():
        technique, strength = name.split("/")
        entry = {"boundary": seeds[0]["boundary"]}
        for score in "accuracy", "cross-entropy", "tuning":
            values = np.array([seed[score] for seed in seeds])
            entry[score] = (
                quantity(100 * values, "%")
                if score == "accuracy"
                else quantity(values, "nats")
            )
        summary.setdefault(technique, {})[strength] = entry
    points = next(iter(results.values()))[0]["points"]
    return {"strengths": summary, "points": points}
