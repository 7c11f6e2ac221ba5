"""Does Adam shrink weights with large gradients by L2?"""

# --8<-- [start:question]
import keras
import numpy as np

RATE, STEPS, EVERY = 0.01, 1000, 50
NOISE = [0.1, 1.0, 10.0]
SEEDS = range(10)
SETTINGS = {
    f"{strength}/{way}": {"way": way, "strength": strength}
    for strength in (0.0125, 0.025, 0.05)
    for way in ("L2", "weight decay")
}


def measure(seeds, way, strength):
    """Return means of weights that start at 1, by step.

    The data push each weight to and fro without a direction:
    200 weights weakly, 200 more, and 200 strongly.
    """
    scale = np.repeat(NOISE, 200)
    random = [np.random.default_rng(seed) for seed in seeds]
    start = np.ones((len(seeds), 600), "float32")
    weights = keras.Variable(start)
    decay = 2 * strength if way == "weight decay" else None
    adam = keras.optimizers.Adam(RATE, weight_decay=decay)
    paths = []
    for step in range(STEPS + 1):
        w = keras.ops.convert_to_numpy(weights)
        if step % EVERY == 0:
            paths.append(w.reshape(-1, 3, 200).mean(axis=2))
        noise = [each.normal(size=600) for each in random]
        gradient = scale * np.array(noise)
        if way == "L2":
            gradient += 2 * strength * w
        adam.apply([keras.ops.array(gradient)], [weights])
    return np.swapaxes(paths, 0, 1).tolist()


if __name__ == "__main__":
    # The first of the ten seeds, for one strength.
    for name in ["0.05/L2", "0.05/weight decay"]:
        (path,) = measure([0], **SETTINGS[name])
        print(name, np.round(path[-1], 2))
# --8<-- [end:question]


def report(results):
    """Return the mean path of each group of weights."""
    from snippets.experiments.sweep import quantity

    summary = {}
    for name, seeds in results.items():
        strength, way = name.split("/")
        paths = np.array(seeds)
        summary.setdefault(strength, {})[way] = {
            str(noise): {
                "path": paths[:, :, at]
                .mean(axis=0)
                .round(3)
                .tolist(),
                "end": quantity(paths[:, -1, at], ""),
            }
            for at, noise in enumerate(NOISE)
        }
    return summary
