"""What becomes of each weight as L1 or L2 gets stronger?"""

# --8<-- [start:question]
import numpy as np
from sklearn.datasets import load_diabetes
from sklearn.linear_model import Lasso, Ridge

STRENGTHS = (
    *(0.003, 0.005, 0.01, 0.02, 0.03, 0.05, 0.1),
    *(0.2, 0.3, 0.5, 0.8, 1.0, 1.2, 2.0, 3.0),
)
SEEDS = range(1)
SETTINGS = {
    str(strength): {"strength": strength}
    for strength in STRENGTHS
}


def data():
    """Return ten standardized features and a target."""
    patients = load_diabetes()
    x, y = patients.data, patients.target
    x = (x - x.mean(axis=0)) / x.std(axis=0)
    y = (y - y.mean()) / y.std()
    return x, y, patients.feature_names


def measure(seeds, strength):
    """Return the weights that minimize error plus penalty."""
    x, y, _ = data()
    # What `L1(strength)` and `L2(strength)` are in Keras.
    l1 = Lasso(
        strength / 2,
        fit_intercept=False,
        tol=1e-10,
        max_iter=10**5,
    )
    l2 = Ridge(strength * len(x), fit_intercept=False)
    return [
        {
            "L1": l1.fit(x, y).coef_.tolist(),
            "L2": l2.fit(x, y).coef_.tolist(),
        }
        for _ in seeds
    ]


if __name__ == "__main__":
    for strength in [0.03, 0.3, 1.2]:
        (fits,) = measure([0], strength)
        for penalty, weights in fits.items():
            w = np.array(weights)
            size = np.abs(w).sum()
            print(f"{penalty}({strength})", end=" ")
            print(f"zeros {np.sum(w == 0)}, size {size:.2f}")
# --8<-- [end:question]


def report(results):
    """Return weights by feature, how many are not 0, sizes."""
    *_, names = data()
    return {
        level: {
            penalty: {
                "weights": {
                    name: round(w, 4)
                    for name, w in zip(names, fit, strict=True)
                },
                "not zero": int(np.sum(np.array(fit) != 0)),
                "sum of sizes": round(
                    float(np.abs(fit).sum()), 2
                ),
            }
            for penalty, fit in fits.items()
        }
        for level, (fits,) in results.items()
    }
