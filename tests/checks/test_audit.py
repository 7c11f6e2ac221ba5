"""What docs/practice/audit.md says of its program, run on models made for it."""

import runpy
from pathlib import Path

import numpy as np
import pytest

from tests.checks.penalized_models import ONE, ZEROS, array, dense, stack

PROGRAM = Path(__file__).parents[2] / "snippets/practice/audit/audit.py"
NOT_KERNELS = ["bias", "gamma", "beta", "scale"]


def audit(model, x, y):
    """Run the function that the page shows."""
    return runpy.run_path(str(PROGRAM))["audit"](model, x, y)


def noise(*shape):
    """32 random examples of a shape."""
    return np.random.default_rng(0).normal(size=(32, *shape)).astype("float32")


def warnings(keras, model, inputs, outputs=(1,), optimizer=None):
    """What the audit finds in a model, compiled for Adam unless told."""
    model.compile(optimizer or keras.optimizers.Adam(), "mse")
    return audit(model, noise(*inputs), noise(*outputs))


def decaying(keras, *excluded):
    """AdamW that decays all weights but those whose names contain these words."""
    optimizer = keras.optimizers.AdamW(weight_decay=0.1)
    optimizer.exclude_from_weight_decay(var_names=excluded)
    return optimizer


def rows(capsys):
    """The lines that the audit printed, by their weight or layer."""
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    return {cell: line for line in lines for cell in line if "/" in cell}


# Twelve models, each with one mistake


def test_audit_finds_dropout_before_batch_normalization(keras):
    """The audit reports a dropout layer right before a BatchNormalization, and no
    other.
    """
    layers = keras.layers
    model = keras.Sequential(
        [
            keras.Input((8, 8, 2)),
            layers.Conv2D(4, 3, activation="relu"),
            layers.BatchNormalization(),
            layers.SpatialDropout2D(0.2, name="fine"),
            layers.Conv2D(4, 3, activation="relu"),
            layers.Dropout(0.5, name="early"),
            layers.BatchNormalization(),
            layers.Flatten(),
            layers.Dropout(0.5, name="late"),
            layers.Dense(1),
        ],
        name="cnn",
    )
    problems = warnings(keras, model, (8, 8, 2))
    assert problems == {"dropout before batch normalization": ["cnn/early"]}


def test_audit_finds_dropout_at_the_end_of_a_nested_model(keras):
    """The audit follows the output of a nested model, and passes pooling and ReLU."""
    layers = keras.layers
    inner = keras.Sequential(
        [
            keras.Input((8, 3)),
            layers.Dense(6),
            layers.GaussianDropout(0.3, name="drop"),
        ],
        name="inner",
    )
    inputs = keras.Input((8, 3))
    hidden = layers.ReLU()(layers.MaxPooling1D()(inner(inputs)))
    hidden = layers.Flatten()(layers.BatchNormalization()(hidden))
    model = keras.Model(inputs, layers.Dense(1)(hidden))
    problems = warnings(keras, model, (8, 3))
    assert problems == {"dropout before batch normalization": ["inner/drop"]}


def test_audit_finds_decay_and_l2_on_one_weight(keras):
    """The audit reports a kernel that has L2 and also decays, but not one with L1."""
    layers, l1_l2 = keras.layers, keras.regularizers.L1L2(0.1, 0.1)
    model = keras.Sequential(
        [
            keras.Input((4,)),
            layers.Dense(8, "relu", kernel_regularizer="l1", name="sparse"),
            layers.Dense(8, "relu", kernel_regularizer=l1_l2, name="both"),
            layers.Dense(1, name="out"),
        ],
        name="net",
    )
    problems = warnings(keras, model, (4,), (1,), decaying(keras, *NOT_KERNELS))
    assert problems == {"L2 and decay": ["net/both/kernel"]}


def test_audit_finds_decay_of_biases(keras):
    """The audit reports every bias that decays, also those of a recurrent cell and of
    attention.
    """
    layers = keras.layers
    inputs = keras.Input((5, 4))
    hidden = layers.GRU(4, return_sequences=True, name="gru")(inputs)
    hidden = layers.MultiHeadAttention(1, 4, name="attention")(hidden, hidden)
    hidden = layers.LayerNormalization()(hidden[:, -1])
    model = keras.Model(inputs, layers.Dense(1, name="out")(hidden))
    problems = warnings(keras, model, (5, 4), (1,), decaying(keras, "gamma", "beta"))
    attention = ["query", "key", "value", "attention_output"]
    expected = ["gru/gru_cell", *(f"attention/{part}" for part in attention), "out"]
    assert problems == {
        "decay on bias or normalization": [f"{name}/bias" for name in expected]
    }


def test_audit_finds_decay_of_a_normalization(keras):
    """The audit reports the `scale` of an RMSNormalization that was not excluded."""
    layers = keras.layers
    inputs = keras.Input((4,))
    hidden = layers.Dense(8, "gelu")(layers.RMSNormalization(name="norm")(inputs))
    model = keras.Model(inputs, layers.Dense(1)(layers.LayerNormalization()(hidden)))
    optimizer = decaying(keras, "bias", "gamma", "beta")
    problems = warnings(keras, model, (4,), (1,), optimizer)
    assert problems == {"decay on bias or normalization": ["norm/scale"]}


def test_audit_finds_l2_before_a_normalization(keras):
    """The audit reports L2 on a kernel whose scale a normalization undoes, also in a
    subclassed model.

    L2 after the normalization, and before a tanh, is fine.
    """
    layers = keras.layers

    class Model(keras.Model):
        def __init__(self):
            super().__init__(name="own")
            self.conv = layers.Conv1D(4, 3, kernel_regularizer="l2", name="conv")
            self.norm, self.relu = layers.BatchNormalization(), layers.ReLU()
            self.bounded = layers.Dense(4, "tanh", kernel_regularizer="l2")
            self.second, self.flatten = layers.LayerNormalization(), layers.Flatten()
            self.out = layers.Dense(1, kernel_regularizer="l2")

        def call(self, x):
            x = self.norm(self.relu(self.conv(x)))
            return self.out(self.flatten(self.second(self.bounded(x))))

    problems = warnings(keras, Model(), (8, 3))
    assert problems == {"L2 before a normalization": ["own/conv"]}


def test_audit_finds_a_call_without_training(keras):
    """If a model's `call` has no `training` argument, the audit reports its dropout."""
    layers = keras.layers

    class Model(keras.Model):
        def __init__(self):
            super().__init__(name="own")
            self.hidden = layers.Dense(8, "relu")
            self.drop = layers.Dropout(0.5, name="drop")
            self.out = layers.Dense(1)

        def call(self, x):
            return self.out(self.drop(self.hidden(x)))

    problems = warnings(keras, Model(), (4,))
    assert problems == {"no dropout in fit": ["own/drop"]}


def test_audit_finds_recurrent_dropout_that_is_off(keras):
    """The audit reports both cells of a Bidirectional layer that is called with
    `training=False`.
    """
    layers = keras.layers

    class Encoder(layers.Layer):
        def __init__(self):
            super().__init__()
            self.lstm = layers.Bidirectional(layers.LSTM(4, recurrent_dropout=0.3))

        def call(self, x):
            return self.lstm(x, training=False)

    model = keras.Sequential([keras.Input((5, 3)), Encoder(), layers.Dense(1)])
    problems = warnings(keras, model, (5, 3))
    cells = [f"{way}_lstm/lstm_cell" for way in ("forward", "backward")]
    assert {key: sorted(problems[key]) for key in problems} == {
        "no dropout in fit": sorted(cells)
    }


@pytest.mark.backend("tensorflow", "jax")
def test_audit_finds_attention_dropout_that_is_off(keras):
    """The audit reports the dropout of an attention layer that is called with
    `training=False`, and not the one after it.
    """
    layers = keras.layers

    class Block(layers.Layer):
        def __init__(self):
            super().__init__(name="block")
            self.attention = layers.MultiHeadAttention(1, 4, dropout=0.3, name="heads")
            self.drop, self.norm = layers.Dropout(0.3), layers.LayerNormalization()

        def call(self, x, training=None):
            y = self.attention(x, x, training=False)
            return self.norm(x + self.drop(y, training=training))

    model = keras.Sequential([keras.Input((5, 4)), Block(), layers.Dense(1)])
    problems = warnings(keras, model, (5, 4), (5, 1))
    ((message, names),) = problems.items()
    assert message == "no dropout in fit"
    assert [name.split("/")[0] for name in names] == ["heads"]


def test_audit_finds_randomness_in_predict(keras):
    """The audit reports a layer that is random in `predict`, here because its `call`
    has no `training` argument.
    """

    class Noise(keras.layers.Layer):
        def __init__(self):
            super().__init__(name="noise")
            self.generator = keras.random.SeedGenerator(0)

        def call(self, x):
            return x + keras.random.normal(keras.ops.shape(x), seed=self.generator)

    layers = [keras.Input((4,)), Noise(), keras.layers.Dense(1)]
    problems = warnings(keras, keras.Sequential(layers, name="net"), (4,))
    assert problems == {"random in predict": ["net/noise"]}


def test_audit_finds_an_activity_penalty_that_is_lost(keras):
    """The audit reports an `activity_regularizer` inside TimeDistributed, and not the
    one on the wrapper.
    """
    layers = keras.layers
    lost = layers.Dense(4, activity_regularizer="l1", name="lost")
    on_wrapper = {"activity_regularizer": "l1", "name": "counted"}
    model = keras.Sequential(
        [
            keras.Input((5, 3)),
            layers.TimeDistributed(lost, name="steps"),
            layers.TimeDistributed(layers.Dense(1), **on_wrapper),
        ]
    )
    problems = warnings(keras, model, (5, 3), (5, 1))
    assert problems == {"activity_regularizer adds nothing": ["steps/lost"]}


@pytest.mark.backend("tensorflow")
def test_audit_finds_a_train_step_without_penalties(keras):
    """The audit reports a `train_step` that reads no penalty, although the model has
    one; with `compute_loss` it reports nothing.
    """
    import tensorflow as tf

    class Model(keras.Model):
        def train_step(self, data):
            x, y = data
            with tf.GradientTape() as tape:
                y_pred = self(x, training=True)
                if self.is_complete:
                    loss = self.compute_loss(x=x, y=y, y_pred=y_pred)
                else:
                    loss = keras.ops.mean((y - y_pred) ** 2)
            weights = self.trainable_weights
            self.optimizer.apply(tape.gradient(loss, weights), weights)
            return {"total": loss}

    for is_complete in False, True:
        inputs = keras.Input((4,))
        hidden = keras.layers.Dense(8, "relu", kernel_regularizer="l2")(inputs)
        hidden = keras.layers.Dropout(0.5)(hidden)
        model = Model(inputs, keras.layers.Dense(1)(hidden), name="own")
        model.is_complete = is_complete
        expected = {} if is_complete else {"train_step skips penalties": ["own"]}
        assert warnings(keras, model, (4,)) == expected


@pytest.mark.backend("torch")
def test_audit_cannot_tell_dropout_layers_apart_with_torch(keras):
    """With PyTorch, the audit misses a dropout layer that is off if another one
    without a `seed` is on; with a seed, it reports it.
    """
    layers = keras.layers

    class Model(keras.Model):
        def __init__(self, seed):
            super().__init__(name="own")
            self.off = layers.Dropout(0.5, seed=seed, name="off")
            self.on, self.out = layers.Dropout(0.5, seed=seed), layers.Dense(1)

        def call(self, x, training=None):
            return self.out(self.on(self.off(x, training=False), training=training))

    assert warnings(keras, Model(None), (8,)) == {}
    assert warnings(keras, Model(1), (8,)) == {"no dropout in fit": ["own/off"]}


@pytest.mark.backend("tensorflow")
def test_audit_takes_states_for_randomness(keras):
    """The audit reports dropout in a stateful LSTM as random in `predict`, which it
    is not.
    """
    for is_stateful in False, True:
        keras.utils.set_random_seed(0)
        lstm = keras.layers.LSTM(4, dropout=0.5, stateful=is_stateful, name="lstm")
        inputs = keras.Input((5, 3), batch_size=32)
        model = keras.Sequential([inputs, lstm, keras.layers.Dense(1)])
        expected = {"random in predict": ["lstm/lstm_cell"]} if is_stateful else {}
        assert warnings(keras, model, (5, 3)) == expected


# Six models without a mistake


def test_audit_raises_no_false_alarm(keras):
    """On a CNN, LSTMs, a transformer block, a model of two outputs, and a subclassed
    model, all sound and regularized, the audit reports nothing.
    """
    layers = keras.layers
    cnn = keras.Sequential([keras.Input((8, 8, 2))], name="cnn")
    for filters in 4, 8:
        cnn.add(layers.Conv2D(filters, 3, padding="same", use_bias=False))
        cnn.add(layers.BatchNormalization())
        cnn.add(layers.ReLU())
        cnn.add(layers.SpatialDropout2D(0.1))
        cnn.add(layers.MaxPooling2D())
    cnn.add(layers.Flatten())
    cnn.add(layers.Dense(8, "relu", kernel_regularizer="l2"))
    cnn.add(layers.Dropout(0.5))
    cnn.add(layers.Dense(1))
    assert warnings(keras, cnn, (8, 8, 2)) == {}

    penalties = {"kernel_regularizer": "l2", "recurrent_regularizer": "l2"}
    lstm = layers.LSTM(4, dropout=0.2, return_sequences=True, **penalties)
    last = layers.LSTM(4, recurrent_dropout=0.2, activity_regularizer="l2")
    lstms = [keras.Input((5, 3)), layers.Bidirectional(lstm)]
    lstms += [layers.LayerNormalization(), last, layers.Dense(1)]
    assert warnings(keras, keras.Sequential(lstms), (5, 3)) == {}

    inputs = keras.Input((5,), dtype="int32")
    x = layers.Embedding(9, 8)(inputs)
    y = layers.LayerNormalization()(x)
    y = layers.MultiHeadAttention(2, 4, dropout=0.1)(y, y)
    x = layers.Add()([x, layers.Dropout(0.1)(y)])
    y = layers.Dense(16, "gelu")(layers.RMSNormalization()(x))
    x = layers.Add()([x, layers.Dropout(0.1)(layers.Dense(8)(y))])
    x = layers.GlobalAveragePooling1D()(layers.LayerNormalization()(x))
    transformer = keras.Model(inputs, layers.Dense(1)(x))
    transformer.compile(decaying(keras, *NOT_KERNELS), "mse")
    words = np.random.default_rng(0).integers(0, 9, (32, 5))
    assert audit(transformer, words, noise(1)) == {}

    inputs = {"a": keras.Input((4,), name="a"), "b": keras.Input((3,), name="b")}
    both = layers.Concatenate()([inputs["a"], layers.GaussianNoise(0.1)(inputs["b"])])
    hidden = layers.Dropout(0.3)(layers.Dense(8, "relu", kernel_regularizer="l1")(both))
    inner = keras.Sequential([keras.Input((8,)), layers.Dense(8), layers.Dropout(0.1)])
    units = {"value": layers.Dense(1), "label": layers.Dense(3, "softmax")}
    outputs = {name: layer(inner(hidden)) for name, layer in units.items()}
    several = keras.Model(inputs, outputs)
    losses = {"value": "mse", "label": "sparse_categorical_crossentropy"}
    several.compile(keras.optimizers.SGD(0.1, momentum=0.9), losses)
    labels = np.arange(32) % 3
    x, y = {"a": noise(4), "b": noise(3)}, {"value": noise(1), "label": labels}
    assert audit(several, x, y) == {}

    class Block(layers.Layer):
        def __init__(self):
            super().__init__()
            self.dense = layers.Dense(8, "relu", kernel_regularizer="l2")
            self.drop = layers.Dropout(0.2)

        def call(self, x):
            return self.drop(self.dense(x))

    class Model(keras.Model):
        def __init__(self):
            super().__init__()
            self.blocks = [Block(), Block()]
            self.out = layers.Dense(1)

        def call(self, x, training=None):
            for block in self.blocks:
                x = block(x, training=training)
            return self.out(x)

    assert warnings(keras, Model(), (4,)) == {}


def test_audit_raises_no_false_alarm_on_mobilenet(keras):
    """On MobileNetV2 with a dropout layer and an output of its own, the audit reports
    nothing.
    """
    base = keras.applications.MobileNetV2((32, 32, 3), 0.35, False, None, pooling="avg")
    layers = [base, keras.layers.Dropout(0.2), keras.layers.Dense(1)]
    problems = warnings(keras, keras.Sequential(layers), (32, 32, 3))
    assert problems == {}


# The numbers of the table


def test_audit_shares_are_penalties_over_the_loss(keras, capsys):
    """The share of a weight is its penalty divided by the loss with all penalties."""
    l2 = keras.regularizers.L2(0.5)
    layer = dense(keras, use_bias=True, activity_regularizer=l2, name="layer")
    model = stack(keras, layer)
    model.compile("sgd", "mse")
    audit(model, ONE, np.zeros((1, 1)))
    # Outputs are 3: a squared error of 9, and penalties of 1.5 on the kernel and of
    # 4.5 on the output.
    output = capsys.readouterr().out.splitlines()
    assert output[0] == "loss 15, of which penalties 40.0%"
    shares = [line.split()[0] for line in output[3:5]]
    assert shares == ["10.0%", "0.0%"]


def test_audit_decay_is_what_a_step_takes(keras, capsys):
    """The decay that the audit shows is the part of a weight that a step without a
    gradient takes; an excluded or frozen weight loses nothing.
    """
    for name in "SGD", "Adam", "AdamW", "Lion":
        inputs = keras.Input((3,))
        hidden = keras.layers.Dense(3, bias_initializer="ones", name="hidden")(inputs)
        frozen = keras.layers.Dense(3, trainable=False, name="frozen")(hidden)
        model = keras.Model(inputs, keras.layers.Dense(1, name="out")(frozen))
        optimizer = getattr(keras.optimizers, name)(0.1, weight_decay=0.3)
        optimizer.exclude_from_weight_decay(var_names=["bias"])
        model.compile(optimizer, "mse")
        audit(model, ZEROS, np.zeros((4, 1)))
        decays = {key: line[1] for key, line in rows(capsys).items()}
        before = [array(keras, weight) for weight in model.weights]
        weights = model.trainable_weights
        optimizer.apply([keras.ops.zeros(weight.shape) for weight in weights], weights)
        for weight, old in zip(model.weights, before, strict=True):
            change = (old - array(keras, weight)).ravel()[0]
            cell = decays[weight.path]
            if weight.path.startswith("frozen"):
                assert (cell, change) == ("not", 0)
            elif weight.name == "bias":
                assert (cell, change) == ("excluded", 0)
            else:
                assert float(cell) == 0.03
                assert change == pytest.approx(0.03 * old.ravel()[0], rel=1e-3)


def test_audit_reads_rates_at_every_level(keras, capsys):
    """The audit shows rates inside Bidirectional, TimeDistributed, attention, nested
    models, and layers of your own.
    """
    layers = keras.layers

    class Block(layers.Layer):
        def __init__(self):
            super().__init__(name="block")
            self.drop = layers.Dropout(0.3, name="drop")

        def call(self, x):
            return self.drop(x)

    inside = layers.SpatialDropout1D(0.2, name="inside")
    outside = layers.Dropout(0.6, name="at_each_step")
    lstm = layers.LSTM(3, dropout=0.1, recurrent_dropout=0.7, return_sequences=True)
    inputs = keras.Input((5, 4))
    hidden = layers.Bidirectional(lstm)(inputs)
    hidden = layers.MultiHeadAttention(2, 3, dropout=0.4, name="heads")(hidden, hidden)
    hidden = layers.TimeDistributed(outside, name="steps")(Block()(hidden))
    hidden = keras.Sequential([keras.Input((5, 6)), inside], name="inner")(hidden)
    model = keras.Model(inputs, layers.GaussianNoise(0.5, name="noise")(hidden))
    model = keras.Model(inputs, model(inputs), name="outer")
    assert warnings(keras, model, (5, 4), (5, 6)) == {}
    output = capsys.readouterr().out.partition("training=True")[2]
    lines = [line.split(maxsplit=4)[:5] for line in output.splitlines()[1:]]
    assert {tuple(line[:3]) for line in lines} == {("True", "False", "True")}
    cell = "{'dropout': 0.1, 'recurrent_dropout': 0.7}"
    names = {line[3].split("/")[0]: line[4] for line in lines}
    assert names == {
        "forward_lstm": cell,
        "backward_lstm": cell,
        "heads": "{'rate': 0.4}",
        "block": "{'rate': 0.3}",
        "steps": "{'rate': 0.6}",
        "inner": "{'rate': 0.2}",
        model.layers[1].name: "{'stddev': 0.5}",
    }


def test_audit_leaves_the_model_as_it_was(keras):
    """After the audit, weights, optimizer, and dropout masks are what they were, and a
    model trains as it would have without.
    """
    after = []
    for is_audited in False, True:
        keras.utils.set_random_seed(0)
        layers = [
            keras.layers.Dense(8, "relu", kernel_regularizer="l2"),
            keras.layers.BatchNormalization(),
            keras.layers.Dropout(0.5, seed=1),
            keras.layers.Dense(1),
        ]
        model = keras.Sequential([keras.Input((4,)), *layers])
        model.compile(keras.optimizers.Adam(0.1), "mse", metrics=["mae"])
        x, y = noise(4), noise(1)
        fit = {"batch_size": 32, "shuffle": False, "verbose": 0}
        model.fit(x, y, **fit)
        if is_audited:
            audit(model, x, y)
        history = model.fit(x, y, epochs=3, **fit).history
        variables = model.variables + model.optimizer.variables
        arrays = [array(keras, variable).ravel() for variable in variables]
        after.append(np.concatenate([*arrays, history["loss"], history["mae"]]))
    assert after[1] == pytest.approx(after[0], rel=1e-6)
