"""Which of several features that are alike does L1 keep?"""

# --8<-- [start:question]
import numpy as np
from sklearn.linear_model import ElasticNet

STRENGTHS = 0.2, 0.5, 1.0, 1.5, 2.0, 3.0
SEEDS = range(20)
PENALTIES = {
    "L1": {"l1": 1.0, "l2": 0.0},
    "elastic net": {"l1": 0.5, "l2": 0.5},
    "L2": {"l1": 0.0, "l2": 1.0},
}
SETTINGS = {
    f"{penalty}/{strength}": {
        name: share * strength for name, share in shares.items()
    }
    for penalty, shares in PENALTIES.items()
    for strength in STRENGTHS
}


def data(seed):
    """Return 30 examples: three features alike, four noise."""
    r = np.random.default_rng(seed)
    cause = r.normal(size=(30, 1))
    alike = cause + 0.15 * r.normal(size=(30, 3))
    x = np.hstack([alike, r.normal(size=(30, 4))])
    y = 3 * cause[:, 0] + 3 * r.normal(size=30)
    return x - x.mean(axis=0), y - y.mean()


def measure(seeds, l1, l2):
    """Return the weights that minimize error plus penalty."""
    # What `L1L2(l1, l2)` is in Keras.
    fit = ElasticNet(
        alpha=l1 / 2 + l2,
        l1_ratio=l1 / (l1 + 2 * l2),
        fit_intercept=False,
        tol=1e-8,
        max_iter=10**6,
    )
    return [
        fit.fit(*data(seed)).coef_.tolist() for seed in seeds
    ]


if __name__ == "__main__":
    for penalty in PENALTIES:
        weights = measure(SEEDS, **SETTINGS[f"{penalty}/1.0"])
        counts = np.sum(np.array(weights)[:, :3] != 0, axis=1)
        print(f"{penalty:11} keeps on average", end=" ")
        print(f"{counts.mean():.2f} of 3 that are alike")
# --8<-- [end:question]


def report(results):
    """Return what is kept, and the weights of four samples."""
    from snippets.experiments.sweep import quantity

    entries = {}
    for name, seeds in results.items():
        w = np.array(seeds)
        alike = np.abs(w[:, :3])
        spread = alike.max(axis=1) - alike.min(axis=1)
        penalty, level = name.split("/")
        entries.setdefault(penalty, {})[level] = {
            "alike kept": quantity(
                np.sum(alike > 0, axis=1), ""
            ),
            "noise kept": quantity(
                np.sum(w[:, 3:] != 0, axis=1), ""
            ),
            "spread": quantity(spread, ""),
            "samples": w[:4].round(3).tolist(),
        }
    return entries
