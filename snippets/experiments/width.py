"""Does a larger network always overfit more?"""

# --8<-- [start:question]
import numpy as np
from sklearn.datasets import load_digits

WIDTHS = (
    *(5, 10, 20, 40, 60, 80, 100, 110, 120),
    *(130, 140, 160, 200, 300, 500, 1000, 2000),
)
STRENGTHS = 10.0 ** np.arange(-5, 2.5, 0.5)
SEEDS = range(10)
SETTINGS = {
    f"{labels}/{width}": {"width": width, "noise": noise}
    for labels, noise in (("clean", 0.0), ("noisy", 0.2))
    for width in WIDTHS
}


def data(seed, noise):
    """Return images and labels: 120 to train, 297, 300."""
    x, y = load_digits(return_X_y=True)
    order = np.random.default_rng(0).permutation(len(x))
    x, y = x[order] / 16, y[order]
    block = slice(120 * seed, 120 * seed + 120)
    labels, r = y[block], np.random.default_rng(seed)
    wrong = r.permutation(120) < noise * 120
    labels[wrong] += r.integers(1, 10, wrong.sum())
    tuning, test = slice(1200, 1497), slice(1497, None)
    return (
        (x[block], labels % 10),
        (x[tuning], y[tuning]),
        (x[test], y[test]),
    )


def errors(features, labels, output):
    """Return the share of wrong digits and the square error."""
    digits = features @ output
    targets = np.eye(10)[labels]
    return [
        float(100 * np.mean(digits.argmax(axis=1) != labels)),
        float(np.mean(np.sum((digits - targets) ** 2, axis=1))),
    ]


def measure(seeds, width, noise):
    """Return errors of a hidden layer that stays random."""
    results = []
    for seed in seeds:
        r = np.random.default_rng(1000 + seed)
        hidden = r.normal(size=(64, width)) / 8
        train, tuning, test = (
            (np.maximum(x @ hidden, 0), y)
            for x, y in data(seed, noise)
        )
        features, labels = train
        targets = np.eye(10)[labels]
        # Of all that fit as well as can be, the smallest.
        none = np.linalg.lstsq(features, targets)[0]
        products = features @ features.T
        l2 = [
            features.T
            @ np.linalg.solve(
                products + 120 * strength * np.eye(120), targets
            )
            for strength in STRENGTHS
        ]
        best = min(l2, key=lambda w: errors(*tuning, w)[1])
        results.append(
            {
                "none": errors(*test, none),
                "training": errors(*train, none),
                "L2": errors(*test, best),
            }
        )
    return results


if __name__ == "__main__":
    for width in [20, 120, 2000]:
        (result,) = measure([0], width, 0.2)
        none, l2 = result["none"][0], result["L2"][0]
        print(f"{width:4} units: {none:.0f} % wrong", end=", ")
        print(f"with L2 {l2:.0f} %")
# --8<-- [end:question]


def report(results):
    """Return the errors by labels, width and technique."""
    from snippets.experiments.sweep import quantity

    entries = {}
    for name, seeds in results.items():
        labels, width = name.split("/")
        entries.setdefault(labels, {})[width] = {
            technique: {
                score: quantity(
                    [seed[technique][at] for seed in seeds],
                    unit,
                )
                for at, (score, unit) in enumerate(
                    (("wrong", "%"), ("squared error", ""))
                )
            }
            for technique in seeds[0]
        }
    return entries
