"""What docs/l1/activations.md says about Keras, asserted against Keras."""

import numpy as np
import pytest

from tests.checks.penalized_models import after_one_step, linear, penalties

X = np.random.default_rng(0).normal(size=(8, 3)).astype("float32")
# Steps and sums in float32: relative rounding 6e-8, a few operations each.
ROUNDING = 1e-5


def active(keras, activation=None, start="ones", **arguments):
    """A layer of two units with weights 1 and `L1(0.1)` on what comes out of it."""
    return keras.layers.Dense(
        2,
        activation,
        kernel_initializer=start,
        activity_regularizer=keras.regularizers.L1(0.1),
        **arguments,
    )


def test_l1_activity_is_what_comes_out_of_the_layer(keras):
    """`activity_regularizer` sees the output after the activation."""
    x = np.array([[1.0, 2.0, -4.0]])
    for activation, out in (None, -1), ("relu", 0), ("tanh", np.tanh(-1)):
        layer = active(keras, activation)
        layer(x)
        assert penalties(layer) == pytest.approx([0.1 * 2 * abs(out)], rel=ROUNDING)


@pytest.mark.since("3.14")
def test_l1_activity_is_divided_by_the_batch_size(keras):
    """The activity penalty is a sum over each example's outputs,
    averaged over the batch.
    """
    for rows in 1, 4, 50:
        layer = active(keras)
        layer(np.ones((rows, 3)))
        assert penalties(layer) == pytest.approx([0.1 * 2 * 3], rel=ROUNDING)
    for regularizer, charge in (
        (keras.regularizers.L1(0.3), abs),
        (keras.regularizers.L2(0.2), np.square),
    ):
        layer = keras.layers.Dense(4, activity_regularizer=regularizer)
        rows = charge(keras.ops.convert_to_numpy(layer(X))).sum(axis=1)
        strength = 0.3 if charge is abs else 0.2
        expected = strength * rows.mean()
        assert penalties(layer) == pytest.approx([expected], rel=ROUNDING)


def test_l1_activity_grows_with_timesteps_and_pixels(keras):
    """The activity penalty isn't divided by the number of timesteps or pixels."""
    for shape, places in ((1, 3), 1), ((1, 8, 3), 8), ((1, 4, 4, 3), 16):
        layer = active(keras)
        layer(np.ones(shape))
        assert penalties(layer) == pytest.approx([0.1 * 2 * 3 * places], rel=ROUNDING)


def test_l1_activity_counts_masked_timesteps(keras):
    """The activity penalty includes the timesteps that a mask hides."""
    table = keras.layers.Embedding(5, 3, mask_zero=True, embeddings_initializer="ones")
    model = keras.Sequential([keras.Input((4,)), table, active(keras)])
    model.compile(loss="mse")
    # All outputs are 3. The data loss does not see that two of them should be 0.
    y = np.array([[[3, 3], [3, 3], [0, 0], [0, 0]]])
    loss = model.evaluate(np.array([[1, 2, 0, 0]]), y, verbose=0)
    assert loss == pytest.approx(0.1 * 2 * 3 * 4, rel=ROUNDING)
    l1 = keras.regularizers.L1(0.1)
    recurrent = keras.layers.LSTM(2, return_sequences=True, activity_regularizer=l1)
    model = keras.Sequential([keras.Input((4,)), table, recurrent])
    outputs = keras.ops.convert_to_numpy(model(np.array([[1, 2, 0, 0]])))
    # It repeats its last output where the mask hides a timestep.
    assert (outputs[:, 1:] == outputs[:, 1:2]).all()
    assert penalties(model) == pytest.approx([0.1 * abs(outputs).sum()], rel=ROUNDING)


def test_l1_activity_is_there_after_a_call(keras):
    """`model.losses` has an activity penalty only after a call, and it is the one of
    the last call.
    """
    l1, twos = keras.regularizers.L1(0.01), keras.initializers.Constant(2)
    layer = active(keras, start=twos, kernel_regularizer=l1)
    model = keras.Sequential([keras.Input((3,)), layer])
    kernel = 0.01 * 6 * 2
    assert penalties(model) == pytest.approx([kernel], rel=ROUNDING)
    for size in 1, 2:
        model(np.full((1, 3), size))
        assert penalties(model) == pytest.approx([1.2 * size, kernel], rel=ROUNDING)
    inputs = keras.Input((3,))
    layer = active(keras, start=twos, kernel_regularizer=l1)
    model = keras.Model(inputs, layer(inputs))
    for size in 1, 2:
        model(np.full((1, 3), size))
        assert penalties(model) == pytest.approx([1.2 * size, kernel], rel=ROUNDING)


@pytest.mark.backend("tensorflow", "jax")
def test_l1_activity_after_fit_is_there_after_the_next_call(keras):
    """With TensorFlow and JAX, `model.losses` has the activity penalty after `fit` only
    once you call the model again.
    """
    model = keras.Sequential([keras.Input((3,)), active(keras)])
    model.compile(keras.optimizers.SGD(0.0), loss="mse")
    x = np.ones((1, 3))
    # Outputs of 3 for targets of 1.
    loss = model.fit(x, np.ones((1, 2)), verbose=0).history["loss"]
    assert loss == pytest.approx([2**2 + 0.6], rel=ROUNDING)
    try:
        losses = penalties(model)
    except TypeError:  # What is left is a symbol of the compiled step.
        losses = None
    assert losses != pytest.approx([0.6], rel=ROUNDING)
    model(x)
    assert penalties(model) == pytest.approx([0.6], rel=ROUNDING)


def test_l1_activity_of_a_shared_layer_counts_each_call(keras):
    """A layer used twice has its kernel penalty once and its activity penalty twice."""
    layer = keras.layers.Dense(
        3,
        kernel_initializer=keras.initializers.Constant(2),
        kernel_regularizer=keras.regularizers.L1(0.01),
        activity_regularizer=keras.regularizers.L1(0.1),
    )
    inputs = outputs = keras.Input((3,))
    for _ in range(2):
        outputs = layer(outputs)
    model = keras.Model(inputs, outputs)
    model(np.ones((1, 3)))
    # Three outputs of 6, then three of 36; nine weights of 2.
    assert penalties(model) == pytest.approx([1.8, 10.8, 0.18], rel=ROUNDING)


def test_l1_activity_is_in_the_loss_of_evaluate(keras):
    """The activity penalty is part of `loss` and `val_loss`, but not of metrics."""
    x, y = X[:1], np.full((1, 2), 3.0)
    model = keras.Sequential([keras.Input((3,)), active(keras, "tanh")])
    model.compile(keras.optimizers.SGD(0.5), loss="mse", metrics=["mse"])
    shown, outputs = [model.evaluate(x, y, verbose=0)], [model.predict(x, verbose=0)]
    logs = model.fit(x, y, validation_data=(x, y), verbose=0).history
    shown += [[*logs["loss"], *logs["mse"]], [*logs["val_loss"], *logs["val_mse"]]]
    # What `fit` shows is from before its one step, and validation comes after it.
    outputs += [outputs[0], model.predict(x, verbose=0)]
    for (loss, mse), out in zip(shown, outputs, strict=True):
        error, penalty = np.mean((out - y) ** 2), 0.1 * abs(out).sum()
        assert mse == pytest.approx(error, rel=ROUNDING)
        assert loss == pytest.approx(error + penalty, rel=ROUNDING)
        assert penalty > 0.05
    assert abs(outputs[2] - outputs[0]).max() > 0.01


def test_l1_activity_layer_passes_its_input_on(keras):
    """`ActivityRegularization(l1=…)` penalizes its input and returns it unchanged."""
    x = np.array([[1.0, -2.0, 3.0]], dtype="float32")
    for arguments, expected in ({"l1": 0.1}, 0.6), ({}, 0.0):
        layer = keras.layers.ActivityRegularization(**arguments)
        assert np.array_equal(keras.ops.convert_to_numpy(layer(x)), x)
        assert penalties(layer) == pytest.approx([expected], rel=ROUNDING)


def test_l1_activity_moves_the_bias(keras):
    """The activity penalty pulls at everything that makes the output,
    including the bias.
    """
    activity = {"activity_regularizer": keras.regularizers.L1(0.5)}
    biases = []
    for strength, arguments in (None, activity), (0.5, {}):
        model = linear(keras, strength, bias_initializer="ones", **arguments)
        # Inputs 0, target and output 1: no gradient but that of the penalty.
        after_one_step(keras, model, 0 * X[:1], np.ones((1, 1)))
        biases.append(model.get_weights()[1][0])
    assert biases == pytest.approx([1 - 0.1 * 0.5, 1], rel=ROUNDING)


def test_l1_activity_does_not_move_a_silent_unit(keras):
    """Where a ReLU unit outputs 0, the activity penalty is 0 and
    doesn't move its weights.
    """
    layer = active(keras, "relu", use_bias=False)
    model = keras.Sequential([keras.Input((3,)), layer])
    kernel = np.array([[1.0, -1.0]] * 3)
    model.set_weights([kernel])
    x = np.ones((1, 3))
    # The target is the output: the data loss pushes neither unit.
    kernel = after_one_step(keras, model, x, model.predict(x, verbose=0))
    assert kernel == pytest.approx([1 - 0.1 * 0.1, -1] * 3, rel=ROUNDING)


def test_l1_activity_stays_when_a_layer_is_frozen(keras):
    """`trainable = False` removes the kernel penalty from `losses` but keeps the
    activity penalty.
    """
    l1, twos = keras.regularizers.L1(0.01), keras.initializers.Constant(2)
    layer = active(keras, start=twos, kernel_regularizer=l1)
    for trainable, expected in (True, [1.2, 0.12]), (False, [1.2]):
        layer.trainable = trainable
        layer(np.ones((1, 3)))
        assert penalties(layer) == pytest.approx(expected, rel=ROUNDING)


@pytest.mark.since("3.14")
def test_l1_activity_of_a_softmax_does_nothing(keras):
    """On a softmax, an L1 activity penalty equals its strength, and moves no weight.

    On a sequence, it is its strength for each timestep.
    """
    for units, activity in (2, 0.1), (5, 3.0):
        layer = keras.layers.Dense(
            units, "softmax", activity_regularizer=keras.regularizers.L1(activity)
        )
        layer(X)
        assert penalties(layer) == pytest.approx([activity], rel=ROUNDING)
        model = keras.Sequential([keras.Input((3,)), layer])
        kernel = model.get_weights()[0].ravel()
        y = model.predict(X, verbose=0)
        after = after_one_step(keras, model, X, y)
        assert after == pytest.approx(kernel, abs=ROUNDING)
        # On a sequence, each timestep has its softmax.
        layer(np.stack([X, 2 * X, 3 * X], axis=1))
        assert penalties(layer) == pytest.approx([3 * activity], rel=ROUNDING)
        # A sum of squares is not 1.
        l2 = keras.regularizers.L2(activity)
        layer = keras.layers.Dense(units, "softmax", activity_regularizer=l2)
        layer(X)
        assert penalties(layer)[0] < 0.99 * activity


def test_l1_activity_fits_any_layer(keras):
    """Most layers without weights, such as Dropout, also take
    `activity_regularizer`.
    """
    layers, l1 = keras.layers, {"activity_regularizer": keras.regularizers.L1(0.1)}
    x = np.resize([1.0, -1.0], (1, 50))
    for layer, values in (
        (layers.ReLU(**l1), {0, 1}),
        (layers.Dropout(0.5, **l1), {-2, 0, 2}),
        (layers.Flatten(**l1), {-1, 1}),
        (layers.GaussianDropout(0.5, **l1), None),
    ):
        out = keras.ops.convert_to_numpy(layer(x, training=True))
        assert values is None or set(np.unique(out)) == values
        assert penalties(layer) == pytest.approx([0.1 * abs(out).sum()], rel=ROUNDING)


def test_l1_callbacks_monitor_val_loss(keras):
    """By default, `EarlyStopping` and `ModelCheckpoint` monitor `val_loss`."""
    callbacks = keras.callbacks
    for callback in callbacks.EarlyStopping(), callbacks.ModelCheckpoint("m.keras"):
        assert callback.monitor == "val_loss"


def test_l1_columns_are_standardized_by_normalization(keras):
    """`Normalization` standardizes by the mean and standard deviation of the data it
    was adapted to.
    """
    layer = keras.layers.Normalization()
    layer.adapt(X)
    rows = np.array([[1.0, 10.0, 100.0]], dtype="float32")
    expected = (rows - X.mean(axis=0)) / X.std(axis=0)
    out = keras.Sequential([keras.Input((3,)), layer]).predict(rows, verbose=0)
    assert out == pytest.approx(expected, rel=ROUNDING)
