"""What does each kind of noise make of normal inputs?"""

# --8<-- [start:question]
import keras
import numpy as np

RATES = 0.1, 0.2, 0.3, 0.5
LAYERS = (
    "Dropout",
    "GaussianDropout",
    "GaussianNoise",
    "AlphaDropout",
)
BINS = np.arange(-20.5, 21.5) / 4
SEEDS = range(1)
SETTINGS = {
    f"{name}/{rate}": {"name": name, "rate": rate}
    for name in LAYERS
    for rate in RATES
}


def measure(seeds, name, rate):
    """Return a histogram and the moments of the outputs."""
    results = []
    for seed in seeds:
        r = np.random.default_rng(seed)
        x = r.normal(size=(200_000, 1))
        # As much noise on these inputs as Dropout adds.
        stddev = (rate / (1 - rate)) ** 0.5
        noise = stddev if name == "GaussianNoise" else rate
        layer = getattr(keras.layers, name)(noise, seed=seed)
        y = layer(x, training=True)
        y = keras.ops.convert_to_numpy(y)
        counts, _ = np.histogram(y, BINS)
        results.append(
            {
                "share": (counts / len(y)).tolist(),
                "mean": float(y.mean()),
                "std": float(y.std()),
            }
        )
    return results


if __name__ == "__main__":
    for name in LAYERS:
        (result,) = measure(SEEDS, name, 0.5)
        print(f"{name}: standard deviation {result['std']:.1f}")
# --8<-- [end:question]


def report(results):
    """Return shares in percent, mean and standard deviation."""
    summary = {"bins": ((BINS[:-1] + BINS[1:]) / 2).tolist()}
    for setting, (result,) in results.items():
        name, rate = setting.split("/")
        summary.setdefault(name, {})[rate] = {
            "share": np.round(
                100 * np.array(result["share"]), 1
            ).tolist(),
            "mean": round(result["mean"], 1) + 0.0,
            "std": round(result["std"], 2),
        }
    return summary
