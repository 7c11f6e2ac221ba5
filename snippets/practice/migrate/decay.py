import warnings

from keras import optimizers

with warnings.catch_warnings(record=True) as caught:
    old = optimizers.SGD(learning_rate=0.1, decay=0.01)
print(caught[0].message)

schedule = optimizers.schedules.InverseTimeDecay(
    initial_learning_rate=0.1, decay_steps=1, decay_rate=0.01
)
new = optimizers.SGD(learning_rate=schedule)

for steps in [0, 100, 900]:
    old.iterations.assign(steps)
    new.iterations.assign(steps)
    print(
        f"after {steps} steps: "
        f"old code {float(old.learning_rate):.3f}, "
        f"schedule {float(new.learning_rate):.3f}"
    )
