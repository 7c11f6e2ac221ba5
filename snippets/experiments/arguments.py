"""Which layer takes which argument?"""

# --8<-- [start:question]
import inspect

import keras

SEEDS = range(1)
SETTINGS = {"all layers": {}}
PENALTIES = "_regularizer", "_constraint"
OTHERS = (
    *("l1", "l2", "rate", "stddev", "noise_shape", "seed"),
    *("dropout", "recurrent_dropout"),
)


def measure(seeds):
    """Return arguments and defaults of each layer."""
    table = {}
    for name, layer in vars(keras.layers).items():
        if not inspect.isclass(layer):
            continue
        if hasattr(keras.layers, layer.__name__):
            name = layer.__name__  # The other one is an alias.
        parameters = inspect.signature(layer).parameters
        table[name] = {
            argument: repr(parameter.default)
            if parameter.default is not parameter.empty
            else "required"
            for argument, parameter in parameters.items()
            if argument.endswith(PENALTIES)
            or argument in OTHERS
        }
    return [table for _ in seeds]


if __name__ == "__main__":
    (table,) = measure(SEEDS)
    for name in "Dense", "LSTM", "Dropout":
        print(name)
        for argument, default in table[name].items():
            print(f"  {argument}: {default}")
# --8<-- [end:question]


def report(results):
    """Return the layers that have such arguments."""
    (table,) = results["all layers"]
    return {
        name: arguments
        for name, arguments in table.items()
        if arguments.keys() - {"seed"}
    }
