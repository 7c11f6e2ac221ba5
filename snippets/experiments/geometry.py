"""Why does L1 set a weight to zero, where L2 makes it small?"""

# --8<-- [start:question]
import numpy as np
from sklearn.linear_model import Lasso, Ridge

STRENGTHS = 0.05, 0.1, 0.2, 0.3, 0.5, 0.8, 1.2, 1.8
SEEDS = range(1)
SETTINGS = {
    str(strength or "none"): {"strength": strength}
    for strength in (0.0, *STRENGTHS)
}


def data():
    """Return 40 examples of two features, and their targets."""
    r = np.random.default_rng(0)
    x = r.normal(size=(40, 2)) @ [[1, 0.3], [0, 0.9]]
    x -= x.mean(axis=0)
    y = x @ [1.0, 0.35] + 0.3 * r.normal(size=40)
    return x, y - y.mean()


def measure(seeds, strength):
    """Return the weights that minimize error plus penalty."""
    x, y = data()
    fits = {"L1": np.linalg.lstsq(x, y)[0]}
    fits["L2"] = fits["L1"]
    if strength:
        # What `L1(strength)` and `L2(strength)` are in Keras.
        l1 = Lasso(strength / 2, fit_intercept=False, tol=1e-12)
        l2 = Ridge(strength * len(x), fit_intercept=False)
        fits = {
            "L1": l1.fit(x, y).coef_,
            "L2": l2.fit(x, y).coef_,
        }
    return [
        {
            name: {
                "weights": w.tolist(),
                "error": float(np.mean((x @ w - y) ** 2)),
            }
            for name, w in fits.items()
        }
        for seed in seeds
    ]


if __name__ == "__main__":
    for strength in [0.0, 0.2, 1.2]:
        (fits,) = measure([0], strength)
        for name, fit in fits.items():
            w = np.round(fit["weights"], 2)
            print(f"{name}({strength}) {w[0]:.2f} {w[1]:.2f}")
# --8<-- [end:question]


def report(results):
    """Return weights and errors, and the shape of the error."""
    x, _ = data()
    return {
        "curvature": np.round(x.T @ x / len(x), 6).tolist(),
        "fits": {
            level: {
                name: {
                    "weight 1": round(fit["weights"][0], 4),
                    "weight 2": round(fit["weights"][1], 4),
                    "error": round(fit["error"], 6),
                }
                for name, fit in fits.items()
            }
            for level, (fits,) in results.items()
        },
    }
