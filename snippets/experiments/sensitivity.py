"""How wide is the good range, and what moves it?"""

from snippets.experiments import sweep
from snippets.experiments.training import EPOCHS, train

# --8<-- [start:question]
NETWORKS = {
    "base": {},
    "40 images": {"size": 40},
    "256 units": {"width": 256},
    "40 % wrong labels": {"noise": 0.4},
    "no wrong labels": {"noise": 0.0},
}
WAYS = {
    "none": {},
    **{
        f"dropout {r}": {"rate": r}
        for r in (0.1, 0.3, 0.5, 0.7)
    },
    **{
        f"L1 {s}": {"l1": s}
        for s in (0.0003, 0.001, 0.003, 0.01)
    },
    **{
        f"L2 {s}": {"l2": s} for s in (0.001, 0.003, 0.01, 0.03)
    },
}
SEEDS = range(10)
SETTINGS = {
    f"{network}/{way}": {"noise": 0.2, **changes, **options}
    for network, changes in NETWORKS.items()
    for way, options in WAYS.items()
}
measure = train

if __name__ == "__main__":
    # The first of the ten seeds, for two of the settings.
    for name in "base/dropout 0.5", "256 units/dropout 0.5":
        (seed,) = measure([0], **SETTINGS[name])
        accuracy = seed["curves"][2]
        short, long = accuracy[EPOCHS.index(60)], accuracy[-1]
        print(
            f"{name:22} 60 epochs {short:.2f}, 400 {long:.2f}"
        )
# --8<-- [end:question]

report = sweep.report
