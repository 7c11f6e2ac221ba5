import re
from unittest import mock

import numpy as np
from keras import Layer, backend, ops, tree
from keras.random import SeedGenerator


def audit(model, x, y):
    chains, outputs, reads, notes = {}, [], [], {}
    call, losses = Layer.__call__, Layer.losses.fget

    def note(is_wrong, message, name):
        if is_wrong and name not in notes.setdefault(message, []):
            notes[message].append(name)

    def spy(layer, *args, **kwargs):  # Which layers lead to a normalization?
        output = call(layer, *args, **kwargs)
        layer = getattr(layer, "layer", layer)  # the one in TimeDistributed
        kind, first = type(layer).__name__, tree.flatten([args, kwargs, 0])[0]
        chain = chains.get(id(first), [])
        for part in chain if re.match(r"(Ba|La|Gr|RMS)\w+Norm", kind) else []:
            name, shape = names.get(part, "?"), getattr(part, "activation", 0)
            drops = kind[0] == "B" and getattr(part, "rate", 0)
            note(drops, "dropout before batch normalization", name)
            penalty = getattr(getattr(part, "kernel", 0), "regularizer", 0)
            is_linear = re.search("linear|relu", str(shape))
            has_l2 = is_linear and getattr(penalty, "l2", 0)
            note(has_l2, "L2 before a normalization", name)
        passes = re.search("Dropout|Pool|Flatten|Reshape|ReLU", kind)
        for tensor in tree.flatten(output):
            chains.setdefault(id(tensor), [layer] + chain * bool(passes))
        outputs.append(output)  # Otherwise another tensor could get its id.
        return output

    def result(run, seeds):
        for variable, value in zip(variables, values, strict=True):
            variable.assign(value)
        for seed in seeds:
            seed.state.assign(seed.state + 1)
        arrays = tree.flatten(run()) + model.weights
        return np.hstack([ops.convert_to_numpy(a).ravel() for a in arrays])

    y_pred = model(x, training=False)
    loss = model.compute_loss(x, y, y_pred) if model.loss else 0
    loss = ops.convert_to_numpy(loss) or np.nan
    total = ops.convert_to_numpy(sum(map(ops.sum, model.losses)))
    names = {model: model.name}
    # Only private methods, with a "_", look into wrappers and optimizers.
    for layer in model._flatten_layers():
        names |= {part: f"{layer.name}/{part.name}" for part in layer._layers}
    model.optimizer.build(model.trainable_variables)
    variables = model.variables + model.optimizer.variables
    values = [ops.convert_to_numpy(v).copy() for v in variables]
    size = len(tree.flatten(x)[0])  # all examples in one batch
    modes = [
        lambda: model.fit(x, y, size, shuffle=False, verbose=0).history,
        lambda: model.predict_on_batch(x),
        lambda: model(x, training=True),
    ]
    spied = property(lambda self: reads.append(self) or losses(self))
    model.train_function = None  # so that the spies see the next step
    with mock.patch.multiple(Layer, __call__=spy, losses=spied):
        results = [result(mode, []) for mode in modes]
    optimizer = getattr(model.optimizer, "inner_optimizer", model.optimizer)
    rate, decay = optimizer.learning_rate, optimizer.weight_decay
    step = 0 if decay is None else float(rate) * float(decay)
    print(f"loss {loss:.3g}, of which penalties {total / loss:.1%}")
    print()
    print(" share  decay/step   weight")
    for v in model.weights:
        penalty = v.regularizer if v.trainable else None
        cost = ops.convert_to_numpy(ops.sum(penalty(v) if penalty else 0))
        key = v.value if backend.backend() == "tensorflow" else v
        decays = v.trainable and step and optimizer._use_weight_decay(key)
        decay = f"{step:.1e}" if decays else "excluded" if step else "none"
        decay = decay if v.trainable else "not trained"
        text = getattr(penalty, "get_config", dict)() or penalty or ""
        print(f"{cost / loss:6.1%}  {decay:12} {v.path} {text}".rstrip())
        note(decays and getattr(penalty, "l2", 0), "L2 and decay", v.path)
        is_other = v.name in ["bias", "gamma", "beta", "scale"]
        note(decays and is_other, "decay on bias or normalization", v.path)
    print()
    print("fit    predict  training=True  layer")
    for layer, name in names.items():
        own = vars(layer)
        seeds = [s for s in own.values() if isinstance(s, SeedGenerator)]
        rates = {k: own[k] for k in own if type(own[k]) is float and own[k]}
        runs = zip(modes, results, strict=True) if seeds else []
        drops = [not np.allclose(result(mode, seeds), r) for mode, r in runs]
        if seeds and (rates or any(drops)):
            print("{!s:6} {!s:8} {!s:14}".format(*drops), name, rates)
            note(not drops[0], "no dropout in fit", name)
            note(drops[1], "random in predict", name)
        is_lost = layer.activity_regularizer and not layer._get_own_losses()
        note(is_lost, "activity_regularizer adds nothing", name)
    result(list, [])  # Everything is as it was before.
    model.train_function = None
    note(model.losses and not reads, "train_step skips penalties", model.name)
    for message, places in notes.items():
        print()
        print("look at this:", message)
        print(" ", ", ".join(places))
    return notes
