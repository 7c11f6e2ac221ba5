"""What does each strength of L2 do to weights and accuracy?"""

from snippets.experiments import sweep
from snippets.experiments.training import EPOCHS, train

# --8<-- [start:question]
STRENGTHS = 0.0003, 0.001, 0.003, 0.01, 0.03, 0.1
SEEDS = range(10)
SETTINGS = {
    f"{labels}/{strength or 'none'}": {
        "noise": noise,
        "l2": strength,
    }
    for labels, noise in (("clean", 0.0), ("noisy", 0.2))
    for strength in (0.0, *STRENGTHS)
}
measure = train

if __name__ == "__main__":
    # The first of the ten seeds, for two of the settings.
    for name in "noisy/none", "noisy/0.01":
        (seed,) = measure([0], **SETTINGS[name])
        accuracy = seed["curves"][2]
        short, long = accuracy[EPOCHS.index(60)], accuracy[-1]
        print(
            f"{name:11} 60 epochs {short:.2f}, 400 {long:.2f}"
        )
# --8<-- [end:question]

report = sweep.report
