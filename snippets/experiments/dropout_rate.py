"""Which rate of dropout helps, and after how many epochs?"""

from snippets.experiments import sweep
from snippets.experiments.training import EPOCHS, train

# --8<-- [start:question]
RATES = 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8
SEEDS = range(10)
SETTINGS = {
    f"{labels}/{rate or 'none'}": {"noise": noise, "rate": rate}
    for labels, noise in (("clean", 0.0), ("noisy", 0.2))
    for rate in (0.0, *RATES)
}
measure = train

if __name__ == "__main__":
    # The first of the ten seeds, for two of the settings.
    for name in "noisy/none", "noisy/0.5":
        (seed,) = measure([0], **SETTINGS[name])
        accuracy = seed["curves"][2]
        short, long = accuracy[EPOCHS.index(60)], accuracy[-1]
        print(
            f"{name:11} 60 epochs {short:.2f}, 400 {long:.2f}"
        )
# --8<-- [end:question]

report = sweep.report
