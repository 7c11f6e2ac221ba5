"""Does an LSTM drop the same units at each time step?"""

# --8<-- [start:question]
import keras
import numpy as np

SEQUENCES, STEPS, UNITS, RATE = 3, 6, 8, 0.5
SEEDS = range(1)
SETTINGS = {
    name: {"name": name}
    for name in ("Dropout", "dropout=", "recurrent_dropout=")
}


def open_lstm(back, **arguments):
    """Return an LSTM whose gates let everything through.

    Its new state is its input, plus `back` times the old one.
    """
    no, yes = np.zeros((UNITS, UNITS)), np.eye(UNITS)
    gates = np.repeat([100.0, -100.0, 0.0, 100.0], UNITS)
    layer = keras.layers.LSTM(
        UNITS,
        activation="linear",
        return_sequences=True,
        **arguments,
    )
    layer.build((None, STEPS, UNITS))
    # Side by side: input gate, forget gate, candidate, output.
    kernel = np.hstack([no, no, yes, no])
    layer.set_weights([kernel, back * kernel, gates])
    return layer


def measure(seeds, name):
    """Return a mask for each sequence and time step."""
    x, before = np.ones((SEQUENCES, STEPS, UNITS)), 1.0
    results = []
    for seed in seeds:
        if name == "Dropout":
            drop = keras.layers.Dropout(RATE, seed=seed)
            layer = keras.Sequential([drop, open_lstm(back=0)])
        elif name == "dropout=":
            layer = open_lstm(back=0, dropout=RATE, seed=seed)
        else:
            layer = open_lstm(
                back=1, recurrent_dropout=RATE, seed=seed
            )
        y = keras.ops.convert_to_numpy(layer(x, training=True))
        if name == "recurrent_dropout=":
            # What is left of the state before, from step 2 on.
            y, before = y[:, 1:] - 1, y[:, :-1]
        results.append((y / before).round(3).tolist())
    return results


if __name__ == "__main__":
    for name in SETTINGS:
        (masks,) = measure(SEEDS, name)
        print(name)
        for step in masks[0][:3]:
            print(" ", np.array(step).astype(int))
# --8<-- [end:question]


def report(results):
    """Return the masks, without what scales the survivors."""
    return {
        name: {
            "survivors": sorted(set(np.ravel(masks)) - {0.0}),
            "masks": np.sign(masks).astype(int).tolist(),
        }
        for name, (masks,) in results.items()
    }
