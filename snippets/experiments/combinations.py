"""Does a combination, or a rival, beat one technique alone?"""

import numpy as np

from snippets.experiments import sweep
from snippets.experiments.training import EPOCHS, train

# --8<-- [start:question]


def adamw(decay):
    """Return the configuration of an optimizer."""
    options = {"learning_rate": 0.001, "weight_decay": decay}
    return {"class_name": "AdamW", "config": options}


WAYS = {
    "none": {},
    "dropout 0.5": {"rate": 0.5},
    "L1 0.001": {"l1": 0.001},
    "L2 0.03": {"l2": 0.03},
    "elastic net 0.0003, 0.003": {"l1": 0.0003, "l2": 0.003},
    "dropout 0.3 + L2 0.003": {"rate": 0.3, "l2": 0.003},
    "dropout 0.5 + L2 0.003": {"rate": 0.5, "l2": 0.003},
    "dropout 0.3 + L1 0.001": {"rate": 0.3, "l1": 0.001},
    "AdamW 0.1": {"optimizer": adamw(0.1)},
    "AdamW 1": {"optimizer": adamw(1.0)},
    "early stopping": {"size": 80},
    "dropout 0.5 + early stopping": {"size": 80, "rate": 0.5},
}
SEEDS = range(10)
SETTINGS = {
    f"{labels}/{name}": {"noise": noise, **options}
    for labels, noise in (("clean", 0.0), ("noisy", 0.2))
    for name, options in WAYS.items()
}
measure = train


def stopped(seeds):
    """Go back to the least held-out cross-entropy.

    A third of the training images is held out for it. At each
    epoch stands what stopping would have kept until then.
    """
    found = []
    for seed in seeds:
        curves = np.array(seed["curves"])
        best = [
            np.argmin(curves[5, : n + 1])
            for n in range(curves.shape[1])
        ]
        kept = curves[:4, best].tolist()
        found.append({**seed, "curves": kept})
    return found


if __name__ == "__main__":
    # The first of the ten seeds, for two of the settings.
    for name in "noisy/none", "noisy/AdamW 1":
        (seed,) = measure([0], **SETTINGS[name])
        accuracy = seed["curves"][2]
        short, long = accuracy[EPOCHS.index(60)], accuracy[-1]
        print(
            f"{name:14} 60 epochs {short:.2f}, 400 {long:.2f}"
        )
# --8<-- [end:question]


def report(results):
    """Return the scores of each way against none."""
    return sweep.report(
        {
            name: stopped(seeds)
            if "stopping" in name
            else seeds
            for name, seeds in results.items()
        }
    )
