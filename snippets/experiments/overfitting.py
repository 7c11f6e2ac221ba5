"""How does a network without regularization overfit?"""

from snippets.experiments import sweep
from snippets.experiments.training import EPOCHS, train

# --8<-- [start:question]
SEEDS = range(10)
SETTINGS = {
    "clean/none": {"noise": 0.0},
    "noisy/none": {"noise": 0.2},
    "very noisy/none": {"noise": 0.4},
}
measure = train

if __name__ == "__main__":
    # The first of the ten seeds, for two of the settings.
    for name in "clean/none", "noisy/none":
        (seed,) = measure([0], **SETTINGS[name])
        accuracy = seed["curves"][2]
        short, long = accuracy[EPOCHS.index(60)], accuracy[-1]
        print(
            f"{name:11} 60 epochs {short:.2f}, 400 {long:.2f}"
        )
# --8<-- [end:question]

report = sweep.report
