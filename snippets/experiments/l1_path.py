"""Why does no weight stay at zero under L1?"""

# --8<-- [start:question]
import keras
import numpy as np

RATE, START, STEPS = 0.01, 0.053, 40
STRENGTHS = 0.3, 1.0, 3.0
SEEDS = range(1)
SETTINGS = {
    f"{s}/{way}": {"way": way, "strength": s}
    for s in STRENGTHS
    for way in ("SGD", "Adam", "proximal")
}


def measure(seeds, way, strength):
    """Return the path of one weight that no data moves."""

    class Shrink(keras.constraints.Constraint):
        def __call__(self, w):
            return keras.ops.soft_shrink(w, RATE * strength)

    options = {
        "kernel_regularizer": keras.regularizers.L1(strength)
    }
    if way == "proximal":
        options = {"kernel_constraint": Shrink()}
    start = keras.initializers.Constant(START)
    layer = keras.layers.Dense(
        1, use_bias=False, kernel_initializer=start, **options
    )
    model = keras.Sequential([keras.Input((1,)), layer])
    optimizer = "Adam" if way == "Adam" else "SGD"
    optimizer = getattr(keras.optimizers, optimizer)(RATE)
    model.compile(optimizer, "mse")
    path = [START]
    for _ in range(STEPS):
        model.train_on_batch(np.zeros((1, 1)), np.zeros((1, 1)))
        path.append(float(layer.kernel[0, 0]))
    return [path for _ in seeds]


if __name__ == "__main__":
    for name in "1.0/SGD", "1.0/Adam", "1.0/proximal":
        (path,) = measure(SEEDS, **SETTINGS[name])
        size = max(abs(w) for w in path[20:])
        print(f"{name:12} largest after 20 steps {size:.3f}")
# --8<-- [end:question]


def report(results):
    """Return the paths, and what they are from step 20 on."""
    entries = {}
    for name, (path,) in results.items():
        strength, way = name.split("/")
        end = path[20:]
        entries.setdefault(strength, {})[way] = {
            "path": [round(w, 4) for w in path],
            "reach": round(max(abs(w) for w in end), 4),
            "zeros": sum(w == 0 for w in end),
        }
    return entries
