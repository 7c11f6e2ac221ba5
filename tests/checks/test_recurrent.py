"""What docs/dropout/recurrent.md says about Keras, asserted against Keras."""

from functools import partial

import numpy as np
import pytest


def draw(keras, layer, *x, training=True, **arguments):
    """The layer's output on ``x`` as a NumPy array."""
    return keras.ops.convert_to_numpy(layer(*x, training=training, **arguments))


def recurrent(
    keras, kind, gates, recurrent_gates, bias, units=32, batch=None, **arguments
):
    """A linear SimpleRNN, GRU or LSTM that returns sequences.

    ``gates`` and ``recurrent_gates`` have one factor of the identity for each gate,
    in the order of Keras; ``bias`` has one constant for each gate.
    """
    if kind != "SimpleRNN":
        arguments["recurrent_activation"] = "linear"
    layer = getattr(keras.layers, kind)(
        units, activation="linear", return_sequences=True, **arguments
    )
    layer.build((batch, None, units))
    constants = np.repeat(bias, units).astype(float)
    if kind == "GRU":
        constants = np.stack([constants, np.zeros_like(constants)])
    identity = np.eye(units)
    layer.set_weights(
        [
            np.hstack([factor * identity for factor in gates]),
            np.hstack([factor * identity for factor in recurrent_gates]),
            constants,
        ]
    )
    return layer


GATES = {
    # For each gate a factor of what it reads, and its constant.
    "SimpleRNN": ([1], [0]),
    # Update, reset, candidate: (1 - 0) candidate, which sees the whole state.
    "GRU": ([0, 0, 1], [0, 1, 0]),
    # Input, forget, candidate, output: 1 candidate, nothing kept, output 1.
    "LSTM": ([0, 0, 1, 0], [1, 0, 0, 1]),
}
KINDS = tuple(GATES)


def echo(keras, kind, **arguments):
    """A recurrent layer that returns the input which it sees at each timestep."""
    gates, bias = GATES[kind]
    return recurrent(keras, kind, gates, [0] * len(gates), bias, **arguments)


def memory(keras, kind, **arguments):
    """A recurrent layer that ignores its input and returns the state which it sees."""
    gates, bias = GATES[kind]
    return recurrent(keras, kind, [0] * len(gates), gates, bias, **arguments)


def adder(keras, kind, **arguments):
    """A recurrent layer that adds the input to the state, both as it sees them."""
    gates, bias = GATES[kind]
    return recurrent(keras, kind, gates, gates, bias, **arguments)


def memory_outputs(keras, kind, units=32, **arguments):
    """What ``memory`` returns for three timesteps, from a state of ones."""
    start = np.ones((4, units), "float32")
    return draw(
        keras,
        memory(keras, kind, units=units, **arguments),
        np.zeros((4, 3, units), "float32"),
        initial_state=[start, start] if kind == "LSTM" else [start],
    )


def by_step(y):
    """The values at each timestep of a batch of sequences."""
    return [set(np.unique(step)) for step in y.swapaxes(0, 1)]


def test_recurrent_layers_hold_one_input_mask_for_a_sequence(keras):
    """`dropout=` drops the same input features at each timestep of a sequence."""
    for kind in KINDS:
        for rate, value in ((0.5, 2.0), (0.75, 4.0)):
            for way in ({}, {"unroll": True}, {"go_backwards": True}):
                layer = echo(keras, kind, dropout=rate, seed=0, **way)
                y = draw(keras, layer, np.ones((4, 6, 32)))
                assert set(np.unique(y)) == {0.0, value}
                assert (y == y[:, :1]).all()


def test_recurrent_layers_draw_a_mask_for_each_sample_and_call(keras):
    """Each sample of a batch has its own mask, and each call of the layer new ones."""
    x = np.ones((400, 2, 32))
    for kind in KINDS:
        layer = echo(keras, kind, dropout=0.2, seed=0)
        first, second = draw(keras, layer, x)[:, 0], draw(keras, layer, x)[:, 0]
        # 5 standard errors of the share dropped, over 400 samples of 32 units.
        assert abs((first == 0).mean() - 0.2) < 5 * (0.2 * 0.8 / first.size) ** 0.5
        assert np.isclose(first.max(), 1 / (1 - 0.2))
        # Independent masks agree where both drop or both keep, with 5 standard errors.
        agree = 0.2**2 + 0.8**2
        for a, b in ((first, second), (first[::2], first[1::2])):
            error = (agree * (1 - agree) / a.size) ** 0.5
            assert abs((a == b).mean() - agree) < 5 * error


def test_recurrent_dropout_masks_the_state_at_each_step(keras):
    """`recurrent_dropout=` drops the same entries of the state before each step."""
    for kind in KINDS:
        y = memory_outputs(keras, kind, recurrent_dropout=0.5, seed=0)
        assert by_step(y) == [{0, 2}, {0, 4}, {0, 8}]
        assert ((y == 0) == (y[:, :1] == 0)).all()


def test_recurrent_dropout_and_dropout_do_not_mix(keras):
    """`dropout=` doesn't touch the state, and `recurrent_dropout=` touches neither
    inputs nor outputs.
    """
    x = np.ones((4, 3, 32))
    for kind in KINDS:
        # Adds 0 or 2 to a whole state.
        layer = adder(keras, kind, dropout=0.5, seed=0)
        assert by_step(draw(keras, layer, x)) == [{0, 2}, {0, 4}, {0, 6}]
        # Adds 1 to the state times 0 or 2.
        layer = adder(keras, kind, recurrent_dropout=0.5, seed=0)
        assert by_step(draw(keras, layer, x)) == [{1}, {1, 3}, {1, 7}]


def test_recurrent_dropout_leaves_the_lstm_cell_state_alone(keras):
    """In an LSTM, `recurrent_dropout=` masks the hidden state but not
    the cell state.
    """
    # Input gate 0, forget gate 1: the cell state, a one, is kept for ever. The output
    # gate is 1 plus the hidden state that it reads.
    gates, bias = [0, 0, 0, 1], [0, 1, 0, 1]
    layer = recurrent(
        keras, "LSTM", [0] * 4, gates, bias, recurrent_dropout=0.5, seed=0
    )
    start = np.ones((4, 32), "float32")
    y = draw(keras, layer, np.ones((4, 3, 32)), initial_state=[start, start])
    # 1 + 0 or 1 + 2 * 1, then 1 + 2 * 3, 1 + 2 * 7. A cell state dropped would be 0.
    assert by_step(y) == [{1, 3}, {1, 7}, {1, 15}]


def test_recurrent_dropout_gives_each_gate_its_own_mask(keras):
    """With `recurrent_dropout=`, each gate of an LSTM or GRU has its own masks."""
    one, zero = np.ones((4, 32), "float32"), np.zeros((4, 32), "float32")
    for kind, gates, bias, expected in (
        # (1 - m) n with the masks m and n of the gates for input and candidate: with
        # one mask 0 or -2; with two a unit that only m drops gives 2. Where nothing
        # is dropped it is 0.
        (
            "LSTM",
            [-1, 0, 1, 0],
            [1, 0, 0, 1],
            {0.0: [{-2, 0}, {0}], 0.5: [{-2, 0, 2}, {-2, 0, 2}]},
        ),
        # The same with the update gate, which lets m times the state through as well:
        # with one mask always 0. Where nothing is dropped it is 1.
        (
            "GRU",
            [1, 0, 1],
            [0, 1, 0],
            {0.0: [{-2, 0}, {1}], 0.5: [{-2, 0, 2}, {0, 2}]},
        ),
    ):
        for rate, (of_input, of_state) in expected.items():
            layer = recurrent(
                keras,
                kind,
                gates,
                gates,
                bias,
                dropout=0.5,
                recurrent_dropout=rate,
                seed=0,
            )
            for x, start, values in ((one, zero, of_input), (zero, one, of_state)):
                states = [start] * (2 if kind == "LSTM" else 1)
                y = draw(keras, layer, x[:, None], initial_state=states)
                assert set(np.unique(y)) == values


def test_recurrent_layers_drop_nothing_at_inference(keras):
    """At inference, recurrent layers ignore `dropout=` and `recurrent_dropout=`."""
    x = np.ones((4, 3, 32), "float32")
    for kind in KINDS:
        layer = adder(keras, kind, dropout=0.5, recurrent_dropout=0.5, seed=0)
        assert by_step(keras.ops.convert_to_numpy(layer(x))) == [{1}, {2}, {3}]
        assert by_step(draw(keras, layer, x, training=False)) == [{1}, {2}, {3}]
        # In training it adds 0 or 2 to the state times 0 or 2.
        assert by_step(draw(keras, layer, x)) == [{0, 2}, {0, 2, 6}, {0, 2, 14}]


def test_recurrent_layers_drop_in_fit_only(keras):
    """Recurrent layers drop units in training steps, but not in `evaluate` or
    `predict`.
    """
    x = np.ones((8, 1, 4))
    for kind, rate in (
        *((kind, "dropout") for kind in KINDS),
        ("GRU", "recurrent_dropout"),
    ):
        # It returns the input, or the state before it, which is one as well.
        make = echo if rate == "dropout" else memory
        layer = make(keras, kind, units=4, **{rate: 0.5})
        inputs, start = keras.Input((1, 4)), keras.Input((4,))
        states = [start, start] if kind == "LSTM" else start
        model = keras.Model([inputs, start], layer(inputs, initial_state=states))
        model.compile(keras.optimizers.SGD(0.0), "mse")
        data = [x, x[:, 0]]
        # 0 and 2 are both 1 away from the target 1.
        assert model.train_on_batch(data, x) == 1.0
        assert model.evaluate(data, x, verbose=0) == 0.0
        assert (model.predict_on_batch(data) == 1).all()


def fused_inputs(keras, monkeypatch, kind):
    """The inputs given to the fused kernel, which then says that it is missing."""
    from keras.src import backend

    calls = []

    def refuse(inputs, *_, **__):
        calls.append(keras.ops.convert_to_numpy(inputs))
        raise NotImplementedError

    monkeypatch.setattr(backend, kind.lower(), refuse)
    return calls


def test_recurrent_dropout_bypasses_the_fused_kernel(keras, monkeypatch):
    """With `recurrent_dropout=`, Keras never tries the fused kernel; with `dropout=`,
    it always does.
    """
    x = np.ones((4, 3, 32), "float32")
    for kind in ("LSTM", "GRU"):
        calls = fused_inputs(keras, monkeypatch, kind)
        for inputs, state, count, training_sums in (
            (0.0, 0.0, 1, [{1}, {2}, {3}]),
            (0.5, 0.0, 1, [{0, 2}, {0, 4}, {0, 6}]),
            (0.0, 0.5, 0, [{1}, {1, 3}, {1, 7}]),
            (0.5, 0.5, 0, [{0, 2}, {0, 2, 6}, {0, 2, 14}]),
        ):
            layer = adder(keras, kind, dropout=inputs, recurrent_dropout=state, seed=0)
            for training, sums in ((True, training_sums), (False, [{1}, {2}, {3}])):
                calls.clear()
                assert by_step(draw(keras, layer, x, training=training)) == sums
                assert len(calls) == count


def test_recurrent_dropout_refuses_use_cudnn(keras, monkeypatch):
    """With `recurrent_dropout=`, calling a layer that has `use_cudnn=True` raises
    `ValueError`.
    """
    from keras.src import backend

    def kernel(inputs, *_, **__):
        """Return last output, all outputs, no states."""
        return inputs[:, -1], inputs, []

    x = np.ones((4, 3, 32), "float32")
    for kind in ("LSTM", "GRU"):
        monkeypatch.setattr(backend, kind.lower(), kernel)
        layer = adder(keras, kind, dropout=0.5, use_cudnn=True, seed=0)
        # This kernel returns the inputs that it gets: they have been dropped.
        assert by_step(draw(keras, layer, x)) == [{0, 2}, {0, 2}, {0, 2}]
        automatic, cudnn = (
            adder(keras, kind, recurrent_dropout=0.5, use_cudnn=use_cudnn, seed=0)
            for use_cudnn in ("auto", True)
        )
        assert by_step(draw(keras, automatic, x)) == [{1}, {1, 3}, {1, 7}]
        with pytest.raises(ValueError, match="cuDNN is not supported"):
            cudnn(x)


def test_recurrent_layers_clip_rates(keras):
    """Recurrent layers clip rates to [0, 1] without an error, so 50 becomes 1."""
    for kind in KINDS:
        layer = getattr(keras.layers, kind)
        for rate, result in ((50, 1.0), (-0.5, 0.0), (0.3, 0.3)):
            assert layer(4, dropout=rate).dropout == result
            assert layer(4, recurrent_dropout=rate).recurrent_dropout == result


@pytest.mark.since("3.14")
def test_recurrent_layers_disagree_about_rate_one(keras, monkeypatch):
    """With `dropout=1`, SimpleRNN drops everything, but LSTM and GRU without the fused
    kernel drop nothing.
    """
    x = np.ones((4, 3, 32), "float32")
    # Below 1 they agree, and the fused kernel with SimpleRNN also at 1.
    for rate, simple, gates in ((0.5, {0, 2}, {0, 2}), (1.0, {0}, {1})):
        y = draw(keras, echo(keras, "SimpleRNN", dropout=rate, seed=0), x)
        assert set(np.unique(y)) == simple
        for kind in ("LSTM", "GRU"):
            layer = echo(keras, kind, dropout=rate, use_cudnn=False, seed=0)
            assert set(np.unique(draw(keras, layer, x))) == gates
            # The inputs that a fused kernel, where there is one, would receive.
            calls = fused_inputs(keras, monkeypatch, kind)
            draw(keras, echo(keras, kind, dropout=rate, seed=0), x)
            assert [set(np.unique(inputs)) for inputs in calls] == [simple]


@pytest.mark.since("3.14")
def test_recurrent_layers_disagree_about_recurrent_rate_one(keras):
    """With `recurrent_dropout=1`, SimpleRNN drops the whole state, but LSTM and GRU
    drop none of it.
    """
    for kind, share in (("SimpleRNN", 0), ("GRU", 1), ("LSTM", 1)):
        # Below 1 they agree.
        for rate, expected in ((0.5, {0, 2, 4, 8}), (1.0, {share})):
            y = memory_outputs(keras, kind, recurrent_dropout=rate, seed=0)
            assert set(np.unique(y)) == expected


def test_dropout_layer_before_a_recurrent_layer_draws_for_each_step(keras):
    """A Dropout layer on a sequence uses a different mask at each timestep."""
    n, steps = 2000, 3
    for rate, seed in ((0.5, 0), (0.2, None)):
        y = draw(keras, keras.layers.Dropout(rate, seed=seed), np.ones((n, steps, 4)))
        # 5 standard errors around the share on which independent masks agree.
        share = rate**2 + (1 - rate) ** 2
        error = (share * (1 - share) / y[:, 0].size) ** 0.5
        for first, second in ((0, 1), (0, 2), (1, 2)):
            assert abs((y[:, first] == y[:, second]).mean() - share) < 5 * error
        assert np.allclose(np.unique(y), [0, 1 / (1 - rate)])


def test_spatial_dropout_before_a_recurrent_layer_is_its_dropout(keras):
    """SpatialDropout1D before a recurrent layer masks the inputs as `dropout=` does.

    This doesn't hold for an LSTM or GRU that also has `recurrent_dropout=`, where each
    gate has its own mask for the inputs, too.
    """
    x = np.ones((4, 3, 32), "float32")
    for kind in KINDS:
        for rate, value in ((0.5, 2.0), (0.75, 4.0)):
            inside = draw(keras, echo(keras, kind, dropout=rate, seed=0), x)
            spatial = keras.layers.SpatialDropout1D(rate, seed=0)
            outside = draw(keras, echo(keras, kind), spatial(x, training=True))
            assert (inside == outside).all()
            assert set(np.unique(inside)) == {0.0, value}
    # (1 - mask) mask, with the masks of the gates for input and candidate. If they are
    # the same, it is 0 or -2.
    gates, bias = [-1, 0, 1, 0], [1, 0, 0, 1]
    for rates, values in (
        ({"dropout": 0.5}, {-2, 0}),
        ({"dropout": 0.5, "recurrent_dropout": 0.5}, {-2, 0, 2}),
    ):
        layer = recurrent(keras, "LSTM", gates, [0] * 4, bias, seed=0, **rates)
        assert set(np.unique(draw(keras, layer, x))) == values
    rates = {"recurrent_dropout": 0.5}
    layer = recurrent(keras, "LSTM", gates, [0] * 4, bias, seed=0, **rates)
    spatial = keras.layers.SpatialDropout1D(0.5, seed=0)
    assert set(np.unique(draw(keras, layer, spatial(x, training=True)))) == {-2, 0}


def test_bidirectional_directions_have_masks_of_their_own(keras):
    """The two directions of Bidirectional use different masks, but the same ones with a
    `seed`.

    A `SimpleRNN` is the exception, because its `seed` isn't in its configuration.
    """
    x = np.ones((8, 3, 32), "float32")
    for seed in (None, 0, 7):
        for kind in KINDS:
            same = seed is not None and kind != "SimpleRNN"
            layer = keras.layers.Bidirectional(
                echo(keras, kind, dropout=0.5, seed=seed), merge_mode=None
            )
            for direction in (layer.forward_layer, layer.backward_layer):
                direction.set_weights(echo(keras, kind).get_weights())
            forward, backward = layer(x, training=True)
            forward = keras.ops.convert_to_numpy(forward)
            backward = keras.ops.convert_to_numpy(backward)
            assert set(np.unique(forward)) == {0.0, 2.0}
            assert (forward == forward[:, :1]).all()
            assert (forward == backward).all() == same


def test_simple_rnn_configuration_loses_the_seed(keras):
    """The configurations of LSTM and GRU include `seed`, but that of
    SimpleRNN doesn't.
    """
    for kind, seed in (("LSTM", 7), ("GRU", 7), ("SimpleRNN", None)):
        for rates in ({"dropout": 0.5}, {"recurrent_dropout": 0.25}):
            layer = getattr(keras.layers, kind)(4, seed=7, **rates)
            assert layer.cell.seed == 7
            twin = type(layer).from_config(layer.get_config())
            assert twin.cell.seed == seed
            rates = {"dropout": 0.0, "recurrent_dropout": 0.0, **rates}
            assert {name: getattr(twin, name) for name in rates} == rates


def test_stacked_recurrent_layers_draw_their_own_masks(keras):
    """Two stacked recurrent layers use different masks, each for the whole sequence.

    With the same `seed`, they use the same mask.
    """
    for kind in KINDS:
        for seeds, expected in (((0, 1), 0.25), ((None, None), 0.25), ((0, 0), 0.5)):
            layers = [echo(keras, kind, dropout=0.5, seed=seed) for seed in seeds]
            model = keras.Sequential([keras.Input((5, 32)), *layers])
            y = draw(keras, model, np.ones((50, 5, 32)))
            assert set(np.unique(y)) == {0.0, 4.0}
            assert (y == y[:, :1]).all()
            # 5 standard errors of the share of features that both keep.
            share = (y[:, 0] != 0).mean()
            error = (expected * (1 - expected) / y[:, 0].size) ** 0.5
            assert abs(share - expected) < 5 * error


def test_stateful_recurrent_layer_keeps_its_state_not_its_mask(keras):
    """A stateful layer continues from its state, but with a new mask for each batch."""
    x = np.ones((4, 1, 32), "float32")
    for kind in KINDS:
        layer = adder(keras, kind, dropout=0.5, stateful=True, seed=0, batch=4)
        first, second = draw(keras, layer, x), draw(keras, layer, x)
        assert set(np.unique(first)) == {0.0, 2.0}
        # The state adds up; with one mask for both batches there would be no 2.
        assert set(np.unique(second)) == {0.0, 2.0, 4.0}
        assert set(np.unique(second - first)) == {0.0, 2.0}


def test_recurrent_layers_repeat_with_a_seed(keras):
    """Two recurrent layers with the same `seed` use the same masks in
    the same order.
    """
    x = np.ones((4, 2, 32))
    for kind in KINDS:
        a, b, c = (echo(keras, kind, dropout=0.5, seed=seed) for seed in (0, 0, 1))
        for _ in range(2):
            first = draw(keras, a, x)
            assert set(np.unique(first)) == {0.0, 2.0}
            assert (first == draw(keras, b, x)).all()
            assert (first != draw(keras, c, x)).any()


def test_recurrent_layers_use_up_masks_at_inference(keras):
    """Each call at inference uses up a mask of a recurrent layer, but
    not of Dropout.
    """
    x = np.ones((4, 2, 32))
    for kind, moves in (
        *((kind, True) for kind in KINDS),
        ("recurrent_dropout", True),
        ("Dropout", False),
    ):
        if kind == "Dropout":
            a, b = (keras.layers.Dropout(0.5, seed=0) for _ in range(2))
        elif kind == "recurrent_dropout":
            # Each timestep adds a one to a state which is dropped or doubled.
            a, b = (adder(keras, "GRU", recurrent_dropout=0.5, seed=0) for _ in "ab")
        else:
            a, b = (echo(keras, kind, dropout=0.5, seed=0) for _ in range(2))
        draw(keras, a, x, training=False)
        masks = [draw(keras, b, x) for _ in range(2)]
        values = {1.0, 3.0} if kind == "recurrent_dropout" else {0.0, 2.0}
        assert [set(np.unique(mask)) for mask in masks] == [values] * 2
        assert (masks[0] != masks[1]).any()
        assert (draw(keras, a, x) == masks[moves]).all()
    for method in ("predict_on_batch", "test_on_batch"):
        a, b = (echo(keras, "LSTM", dropout=0.5, seed=0) for _ in range(2))
        model = keras.Sequential([keras.Input((2, 32)), a])
        model.compile(loss="mse")
        getattr(model, method)(x, *[x] * (method == "test_on_batch"))
        masks = [draw(keras, b, x) for _ in range(2)]
        assert set(np.unique(masks)) == {0.0, 2.0}
        assert (draw(keras, a, x) == masks[1]).all()


def test_recurrent_layers_have_no_weights_for_dropout(keras):
    """`dropout=` and `recurrent_dropout=` add no weights to a recurrent layer."""
    for kind in KINDS:
        plain = adder(keras, kind)
        dropout = adder(keras, kind, dropout=0.5, recurrent_dropout=0.5, seed=0)
        shapes = [weight.shape for weight in plain.weights]
        assert [weight.shape for weight in dropout.weights] == shapes
        assert len(shapes) == 3
        # Without weights it drops inputs and state all the same.
        y = draw(keras, dropout, np.ones((4, 3, 32)))
        assert by_step(y) == [{0, 2}, {0, 2, 6}, {0, 2, 14}]


def test_recurrent_layers_have_three_weight_regularizers(keras):
    """A recurrent layer takes separate regularizers for kernel, recurrent kernel, and
    bias.
    """
    for kind in KINDS:
        for argument, index in (("kernel", 0), ("recurrent", 1), ("bias", 2)):
            layer = getattr(keras.layers, kind)(
                4, **{f"{argument}_regularizer": keras.regularizers.L2(0.1)}
            )
            layer.build((None, 5, 3))
            shapes = [weight.shape for weight in layer.get_weights()]
            # All 2 in the kernel, 3 in the recurrent kernel, 4 in the bias.
            layer.set_weights(
                [np.full(shape, i + 2.0) for i, shape in enumerate(shapes)]
            )
            assert len(layer.losses) == 1
            expected = 0.1 * (index + 2) ** 2 * np.prod(shapes[index])
            # ROUNDING: a float32 sum of at most 64 terms.
            assert np.isclose(float(layer.losses[0]), expected, rtol=1e-5)


def test_lstm_bias_penalty_starts_at_the_forget_gate(keras):
    """The bias of an LSTM's forget gate starts at 1, so its penalty isn't 0."""
    losses = []
    for forget in (True, False):
        layer = keras.layers.LSTM(
            4, bias_regularizer=keras.regularizers.L2(0.5), unit_forget_bias=forget
        )
        layer.build((None, 5, 3))
        for _ in range(2):
            losses.append(float(layer.losses[0]))
            layer.set_weights([2 * weight for weight in layer.get_weights()])
    # Four ones, and then four twos: four times as much.
    assert losses == [0.5 * 4, 0.5 * 16, 0.0, 0.0]


def test_bidirectional_penalizes_both_directions(keras):
    """Bidirectional includes the penalties of both directions."""
    names = ("kernel_regularizer", "recurrent_regularizer", "bias_regularizer")
    for kind in KINDS:
        for both, directions in ((False, 1), (True, 2)):
            layer = getattr(keras.layers, kind)(4, **dict.fromkeys(names, "l2"))
            layer = keras.layers.Bidirectional(layer) if both else layer
            layer.build((None, 5, 3))
            weights = [
                np.full(each.shape, index + 2.0)
                for index, each in enumerate(layer.get_weights())
            ]
            layer.set_weights(weights)
            assert len(layer.losses) == len(weights) == directions * 3
            # 0.01 times the squares. ROUNDING: float32.
            expected = [0.01 * (weight**2).sum() for weight in weights]
            losses = sorted(map(float, layer.losses))
            assert np.allclose(losses, sorted(expected), rtol=1e-5)


def conv_echo(keras, rank, gates, bias, **arguments):
    """A linear ConvLSTM of this rank, of eight filters and single-pixel kernels."""
    layer = getattr(keras.layers, f"ConvLSTM{rank}D")(
        8,
        1,
        activation="linear",
        recurrent_activation="linear",
        return_sequences=True,
        **arguments,
    )
    layer.build((None, 3, *[6] * rank, 8))
    identity = np.eye(8)
    kernel = np.hstack([factor * identity for factor in gates])
    constants = np.repeat(bias, 8).astype(float)
    shape = (1,) * rank + (8, 32)
    layer.set_weights([kernel.reshape(shape), np.zeros(shape), constants])
    return layer


def test_conv_lstm_drops_single_pixels_for_the_whole_sequence(keras):
    """The `dropout=` of ConvLSTM drops single pixels of a channel, the same at each
    timestep.
    """
    for rank in (1, 2, 3):
        x = np.ones((20, 3, *[6] * rank, 8))
        gates, bias = [0, 0, 1, 0], [1, 0, 0, 1]
        layer = conv_echo(keras, rank, gates, bias, dropout=0.5, seed=0)
        y = draw(keras, layer, x)
        assert set(np.unique(y)) == {0.0, 2.0}
        assert (y == y[:, :1]).all()
        # Neighbors are independent: 5 standard errors around a half.
        agree = y[:, 0, 1:] == y[:, 0, :-1]
        assert abs(agree.mean() - 0.5) < 5 * 0.5 / agree.size**0.5
        assert (draw(keras, layer, x, training=False) == 1).all()
        # (1 - mask) mask of two gates, as above: they have masks of their own.
        layer = conv_echo(keras, rank, [-1, 0, 1, 0], bias, dropout=0.5, seed=0)
        assert set(np.unique(draw(keras, layer, x))) == {-2.0, 0.0, 2.0}


@pytest.mark.since("3.14")
def test_conv_lstm_takes_recurrent_dropout(keras):
    """All ConvLSTM layers take both rates independently, and a rate of
    1 drops nothing.
    """
    layers = keras.layers
    kinds = (layers.ConvLSTM1D, layers.ConvLSTM2D, layers.ConvLSTM3D)
    for rank, kind in enumerate(kinds, 1):
        x = np.random.default_rng(0).normal(size=(2, 3, *[3] * rank, 3))
        for name in ("dropout", "recurrent_dropout"):
            plain = kind(2, 1)
            y = draw(keras, plain, x)
            for rate, same in ((0.5, False), (1.0, True)):
                layer = kind(2, 1, **{name: rate})
                layer.build(x.shape)
                layer.set_weights(plain.get_weights())
                assert np.allclose(draw(keras, layer, x), y, atol=1e-5) == same
        layer = kind(2, 1, dropout=0.25, recurrent_dropout=0.5)
        assert (layer.dropout, layer.recurrent_dropout) == (0.25, 0.5)


def attention(keras, heads=1, **arguments):
    """Heads that return the sum of their attention weights for values of one."""
    return keras.layers.MultiHeadAttention(
        heads, 1, kernel_initializer="ones", **arguments
    )


def test_attention_dropout_drops_attention_weights(keras):
    """`MultiHeadAttention(dropout=)` drops attention weights,
    separately for each query.
    """
    x = np.ones((2, 500, 1), "float32")
    keys = np.ones((2, 8, 1), "float32")
    for p, heads in ((0.25, 1), (0.5, 1), (0.25, 4)):
        layer = attention(keras, heads=heads, dropout=p, seed=0)
        y = draw(keras, layer, x, keys).ravel()
        # Eight weights of 1/8 in each head: a sum of survivors, each 1 / (1 - p) times
        # as large. Heads have masks of their own, so their counts add up.
        survivors = y * 8 * (1 - p)
        # ROUNDING: float32 values of at most 32.
        assert np.allclose(survivors, survivors.round(), atol=1e-4)
        count = 8 * heads
        variance = count * p * (1 - p)
        # 5 standard errors of the mean and variance of a binomial count.
        assert abs(survivors.mean() - count * (1 - p)) < 5 * (variance / 1000) ** 0.5
        assert abs(survivors.var() - variance) < 5 * variance * (2 / 1000) ** 0.5
        y = draw(keras, layer, x, keys, training=False)
        assert np.allclose(y, heads, atol=1e-6)


def test_attention_seed_repeats_the_sequence_of_masks(keras):
    """Attention layers with the same seed use the same masks in the same order, a new
    one in each call.
    """
    x = np.random.default_rng(0).normal(size=(2, 6, 1)).astype("float32")

    def outputs(seed):
        layer = attention(keras, dropout=0.5, seed=seed)
        return [draw(keras, layer, x, x) for _ in range(2)]

    first, again, other = outputs(3), outputs(3), outputs(4)
    assert np.allclose(first, again)
    assert not np.allclose(first[0], first[1])
    assert not np.allclose(first, other)


def test_attention_scores_are_returned_before_dropout(keras):
    """MultiHeadAttention returns its scores as they were before dropout."""
    x = np.ones((1, 8, 1), "float32")
    y, scores = attention(keras, dropout=0.5, seed=0)(
        x, x, training=True, return_attention_scores=True
    )
    assert keras.ops.convert_to_numpy(scores) == pytest.approx(1 / 8, rel=1e-5)
    # Eight weights of 1/8, each dropped or doubled. ROUNDING: float32.
    y = keras.ops.convert_to_numpy(y)
    assert np.allclose(y * 4, (y * 4).round(), atol=1e-5)
    assert len(np.unique(y.round(4))) > 1


def test_attention_dropout_excludes_flash_attention(keras):
    """`MultiHeadAttention(dropout=)` raises `ValueError` with
    `flash_attention=True`.
    """
    x = np.ones((1, 8, 1), "float32")
    make = partial(attention, keras, dropout=0.5, seed=0)
    y = draw(keras, make(), x, x)
    # Eight weights of 1/8, each dropped or doubled. ROUNDING: float32.
    assert np.allclose(y * 4, (y * 4).round(), atol=1e-5)
    with pytest.raises(ValueError, match="Dropout is not supported"):
        make(flash_attention=True)
    # Without dropout the layer is made. It is TensorFlow that has no such kernel;
    # elsewhere the machine decides.
    flash = attention(keras, flash_attention=True)
    if keras.backend.backend() == "tensorflow":
        with pytest.raises(ValueError, match="not supported in tensorflow"):
            flash(x, x)


def test_attention_layers_share_the_dropout_argument(keras):
    """Attention, AdditiveAttention, and GroupQueryAttention drop attention weights in
    the same way.
    """
    x = np.ones((1, 8, 1), "float32")
    layers = keras.layers
    for layer, inputs in (
        (layers.Attention(dropout=0.5, seed=0), ([x, x],)),
        (layers.AdditiveAttention(dropout=0.5, seed=0), ([x, x],)),
        (
            layers.GroupQueryAttention(
                1, 1, 1, dropout=0.5, seed=0, kernel_initializer="ones"
            ),
            (x, x),
        ),
    ):
        y = draw(keras, layer, *inputs)
        # Eight weights of 1/8, each dropped or doubled. ROUNDING: float32.
        assert np.allclose(y * 4, (y * 4).round(), atol=1e-5)
        assert len(np.unique(y.round(4))) > 1
        assert np.allclose(draw(keras, layer, *inputs, training=False), 1, atol=1e-6)
