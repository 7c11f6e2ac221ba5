"""Which units does dropout leave in each training step?"""

# --8<-- [start:question]
import keras
import numpy as np

UNITS, STEPS = 6, 8
SEEDS = range(1)
SETTINGS = {"0.5": {"rate": 0.5}}


def measure(seeds, rate):
    """Return what dropout does to the units of two layers."""
    results = []
    for seed in seeds:
        layers = [
            keras.layers.Dropout(rate, seed=seed + number)
            for number in (5, 9)
        ]
        ones = np.ones((1, UNITS))
        calls = [True] * STEPS + [False]
        results.append(
            [
                [
                    keras.ops.convert_to_numpy(
                        layer(ones, training=training)
                    )[0].tolist()
                    for layer in layers
                ]
                for training in calls
            ]
        )
    return results


if __name__ == "__main__":
    (steps,) = measure(SEEDS, 0.5)
    for number, (first, second) in enumerate(steps[:3], 1):
        print(f"training step {number}: {first} {second}")
    first, second = steps[-1]
    print(f"inference:       {first} {second}")
# --8<-- [end:question]


def report(results):
    """Return the outputs, and how many units remain."""
    ((calls,),) = results.values()
    names = [*map(str, range(1, STEPS + 1)), "inference"]
    return {
        name: {
            "first layer": first,
            "second layer": second,
            "remaining": int(np.count_nonzero([first, second])),
        }
        for name, (first, second) in zip(
            names, calls, strict=True
        )
    }
