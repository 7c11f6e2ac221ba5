"""Where do Monte Carlo dropout and an ensemble spread?"""

# --8<-- [start:question]
import keras
import numpy as np

NOISE, SAMPLES, MEMBERS = 0.1, 200, 5
GRID = np.linspace(-4, 4, 41)
PLACES = {
    "data": (abs(GRID) >= 1) & (abs(GRID) <= 3),
    "gap": abs(GRID) < 1,
    "outside": abs(GRID) > 3,
}
SEEDS = range(10)
SETTINGS = {
    **{str(p): {"rate": p} for p in (0.05, 0.1, 0.2, 0.5)},
    "ensemble": {"rate": 0.0},
}


class AlwaysDropout(keras.layers.Dropout):
    def call(self, inputs, training=None):
        return super().call(inputs, training=True)


def data(seed):
    """Return 60 points with a gap around zero."""
    r = np.random.default_rng(seed)
    x = r.uniform(1, 3, (60, 1)) * r.choice([-1, 1], (60, 1))
    return x, np.sin(2 * x) + NOISE * r.normal(size=x.shape)


def train(x, y, rate, seed):
    """Return a network of two hidden layers, trained."""
    keras.utils.set_random_seed(seed)
    model = keras.Sequential([keras.Input((1,))])
    for _ in range(2):
        model.add(keras.layers.Dense(64, activation="relu"))
        model.add(AlwaysDropout(rate))
    model.add(keras.layers.Dense(1))
    adam = keras.optimizers.Adam(0.01)
    model.compile(adam, "mse", steps_per_execution=50)
    # 20 epochs of 50 steps, each of them on all points.
    copies = np.tile(x, (50, 1)), np.tile(y, (50, 1))
    how = {"batch_size": len(x), "shuffle": False}
    model.fit(*copies, epochs=20, verbose=0, **how)
    return model


def measure(seeds, rate):
    """Return mean and spread of the predictions on the grid."""
    results = []
    for seed in seeds:
        x, y = data(seed)
        members, samples = (
            (1, SAMPLES) if rate else (MEMBERS, 1)
        )
        inputs = np.tile(GRID, samples)[:, None]
        outputs = []
        for member in range(members):
            model = train(x, y, rate, MEMBERS * seed + member)
            outputs += [model.predict(inputs, verbose=0)]
        p = np.reshape(outputs, (-1, len(GRID)))
        results.append(np.stack([p.mean(0), p.std(0)]).tolist())
    return results


if __name__ == "__main__":
    MEMBERS = 2  # They show the same, and sooner.
    for name in "0.1", "ensemble":
        ((mean, spread),) = measure([0], **SETTINGS[name])
        data_std, gap_std = (
            np.mean(spread, where=PLACES[place])
            for place in ("data", "gap")
        )
        print(name)
        print(f"  std where there is data {data_std:.2f}")
        print(f"  std in the gap          {gap_std:.2f}")
# --8<-- [end:question]


def report(results):
    """Return one seed's bands, and each seed's spread."""
    from snippets.experiments.statistics import estimate

    x, y = data(0)
    truth = np.sin(2 * GRID)
    summary = {
        "points": np.hstack([x, y]).round(2).tolist(),
        "grid": GRID.round(1).tolist(),
        "truth": truth.round(2).tolist(),
    }
    for name, seeds in results.items():
        mean, spread = np.array(seeds).swapaxes(0, 1)
        band = {"mean": mean[0], "spread": spread[0]}
        entry = {
            k: v.round(2).tolist() for k, v in band.items()
        }
        covered = 100 * (abs(truth - mean) <= 2 * spread)
        for place, here in PLACES.items():
            entry[place] = {}
            for key, part, unit in (
                ("spread", spread, ""),
                ("covered", covered, "%"),
            ):
                values = part[:, here].mean(axis=1).round(3)
                entry[place][key] = {
                    "unit": unit,
                    "values": values.tolist(),
                    **estimate(values),
                }
        summary[name] = entry
    return summary
