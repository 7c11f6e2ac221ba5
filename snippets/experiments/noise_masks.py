"""Which numbers does each kind of dropout drop together?"""

# --8<-- [start:question]
import keras
import numpy as np

SAMPLES, STEPS, CHANNELS, RATE = 3, 6, 8, 0.5
SEEDS = range(1)
SETTINGS = {
    name: {"name": name}
    for name in ("Dropout", "SpatialDropout1D", "noise_shape")
}


def measure(seeds, name):
    """Return what each kind does to sequences of ones."""
    results = []
    for seed in seeds:
        if name == "noise_shape":
            layer = keras.layers.Dropout(
                RATE, noise_shape=(None, None, 1), seed=seed
            )
        else:
            layer = getattr(keras.layers, name)(RATE, seed=seed)
        ones = np.ones((SAMPLES, STEPS, CHANNELS))
        y = layer(ones, training=True)
        results.append(keras.ops.convert_to_numpy(y).tolist())
    return results


if __name__ == "__main__":
    for name in SETTINGS:
        (y,) = measure(SEEDS, name)
        share = np.mean(np.array(y) == 0)
        print(f"{name:16} dropped {share:.2f}")
# --8<-- [end:question]


def report(results):
    """Return which numbers survive, and the share dropped."""
    return {
        name: {
            "masks": np.sign(y).astype(int).tolist(),
            "dropped": round(float(np.mean(np.equal(y, 0))), 2),
        }
        for name, (y,) in results.items()
    }
