"""What docs/practice/layers.md says about Keras, asserted against Keras."""

import collections
import types

import numpy as np
import pytest

RNG = np.random.default_rng(0)
SEQUENCE = RNG.normal(size=(4, 6, 3)).astype("float32")
IMAGE = RNG.normal(size=(4, 8, 8, 3)).astype("float32")
VIDEO = RNG.normal(size=(4, 5, 8, 8, 3)).astype("float32")
IDS = RNG.integers(0, 9, (4, 6))
# Sums of a few hundred squares in float32, added in another order.
ROUNDING = 1e-4
STRENGTH = 0.3


def array(keras, tensor):
    """The tensor as a NumPy array."""
    return keras.ops.convert_to_numpy(tensor)


def numbers(keras, losses):
    """Penalties as floats."""
    return [float(array(keras, loss)) for loss in losses]


def charge(keras):
    """The argument that charges an output."""
    return {"activity_regularizer": keras.regularizers.L2(STRENGTH)}


def costs(keras, outputs):
    """What the penalty of each output should be."""
    return [
        STRENGTH * (array(keras, y) ** 2).sum() / len(y)
        for y in keras.tree.flatten(outputs)
    ]


def same(values, expected):
    """Whether two lists have as many entries, and the same ones in rounding."""
    return len(values) == len(expected) and np.allclose(values, expected, rtol=ROUNDING)


@pytest.mark.since("3.14")
def test_layers_charge_their_output_once(keras):
    """Dense, convolutional, recurrent, and pooling layers penalize their output once,
    except `SimpleRNN`.
    """
    layers, on = keras.layers, charge(keras)
    for layer, inputs in [
        (layers.Dense(2, **on), SEQUENCE),
        (layers.EinsumDense("btc,cu->btu", (None, 2), **on), SEQUENCE),
        (layers.Embedding(9, 2, **on), IDS),
        (layers.Conv1D(2, 3, **on), SEQUENCE),
        (layers.Conv2D(2, 3, **on), IMAGE),
        (layers.Conv3D(2, 3, **on), VIDEO),
        (layers.Conv1DTranspose(2, 3, **on), SEQUENCE),
        (layers.Conv2DTranspose(2, 3, **on), IMAGE),
        (layers.Conv3DTranspose(2, 3, **on), VIDEO),
        (layers.SeparableConv1D(2, 3, **on), SEQUENCE),
        (layers.SeparableConv2D(2, 3, **on), IMAGE),
        (layers.DepthwiseConv1D(3, **on), SEQUENCE),
        (layers.DepthwiseConv2D(3, **on), IMAGE),
        (layers.LSTM(2, **on), SEQUENCE),
        (layers.LSTM(2, return_sequences=True, **on), SEQUENCE),
        (layers.GRU(2, **on), SEQUENCE),
        (layers.GRU(2, return_sequences=True, **on), SEQUENCE),
        (layers.ConvLSTM1D(2, 3, **on), VIDEO[:, :, 0]),
        (layers.ConvLSTM2D(2, 3, **on), VIDEO),
        (layers.RNN(layers.LSTMCell(2), **on), SEQUENCE),
        (layers.RNN(layers.SimpleRNNCell(2), **on), SEQUENCE),
        (layers.RNN([layers.GRUCell(2), layers.LSTMCell(3)], **on), SEQUENCE),
        (layers.Bidirectional(layers.LSTM(2), **on), SEQUENCE),
        (layers.TimeDistributed(layers.Dense(2), **on), SEQUENCE),
        (layers.SpectralNormalization(layers.Dense(2), **on), SEQUENCE),
        (layers.SpectralNormalization(layers.Dense(2, **on)), SEQUENCE),
        (layers.Attention(**on), [SEQUENCE, SEQUENCE]),
        (layers.AdditiveAttention(**on), [SEQUENCE, SEQUENCE]),
        (layers.MaxPooling1D(**on), SEQUENCE),
        (layers.AveragePooling2D(2, **on), IMAGE),
        (layers.GlobalMaxPooling3D(**on), VIDEO),
    ]:
        y = layer(inputs)
        assert same(numbers(keras, layer.losses), costs(keras, y)), layer
    for sequences in (False, True):
        layer = layers.SimpleRNN(2, return_sequences=sequences, **on)
        assert abs(array(keras, layer(SEQUENCE))).max() > 0.1
        assert layer.losses == []


@pytest.mark.since("3.14")
def test_layers_with_return_state_charge_states(keras):
    """With `return_state`, the activity penalty of LSTM, GRU, ConvLSTM, and RNN has an
    entry for the output and for each state.
    """
    layers, on = keras.layers, charge(keras)
    for sequences in (False, True):
        state = {"return_state": True, "return_sequences": sequences, **on}
        for layer, inputs, count in [
            (layers.LSTM(2, **state), SEQUENCE, 3),
            (layers.GRU(2, **state), SEQUENCE, 2),
            (layers.ConvLSTM2D(2, 3, **state), VIDEO, 3),
            (layers.RNN(layers.LSTMCell(2), **state), SEQUENCE, 3),
        ]:
            outputs = layer(inputs)
            assert len(layer.losses) == count
            expected = costs(keras, outputs)
            assert same(numbers(keras, layer.losses), expected)
            # The last output is the hidden state.
            last = array(keras, outputs[0])
            last = last[:, -1] if sequences else last
            assert np.allclose(last, array(keras, outputs[1]), atol=1e-6)
        # Two cells have three states in all, and two directions have four.
        cells = [layers.GRUCell(2), layers.LSTMCell(3)]
        inside = layers.LSTM(2, return_state=True, return_sequences=sequences)
        for layer, count in [
            (layers.RNN(cells, **state), 4),
            (layers.Bidirectional(inside, **on), 5),
        ]:
            expected = costs(keras, layer(SEQUENCE))
            assert len(layer.losses) == count
            assert same(numbers(keras, layer.losses), expected)
        layer = layers.SimpleRNN(2, **state)
        layer(SEQUENCE)
        assert layer.losses == []


def test_layers_penalize_each_weight_once(keras):
    """A wrapper or composite layer has one penalty for each regularized weight."""
    layers = keras.layers
    l2 = keras.regularizers.L2(STRENGTH)
    two = {"kernel_regularizer": l2, "bias_regularizer": l2, "bias_initializer": "ones"}
    three = {**two, "recurrent_regularizer": l2}
    model = keras.Sequential([keras.Input((3,)), layers.Dense(2, **two)])
    for layer, inputs, count in [
        (layers.LSTM(2, **three), (SEQUENCE,), 3),
        (layers.GRU(2, **three), (SEQUENCE,), 3),
        (layers.SimpleRNN(2, **three), (SEQUENCE,), 3),
        (layers.ConvLSTM2D(2, 3, **three), (VIDEO,), 3),
        (layers.RNN(layers.LSTMCell(2, **three)), (SEQUENCE,), 3),
        (
            layers.RNN([layers.GRUCell(2, **three), layers.LSTMCell(3, **three)]),
            (SEQUENCE,),
            6,
        ),
        (layers.Bidirectional(layers.GRU(2, **three)), (SEQUENCE,), 6),
        (layers.TimeDistributed(layers.Dense(2, **two)), (SEQUENCE,), 2),
        (layers.TimeDistributed(layers.LSTM(2, **three)), (VIDEO[:, :, 0],), 3),
        (layers.TimeDistributed(model), (SEQUENCE,), 2),
        (layers.SpectralNormalization(layers.Dense(2, **two)), (SEQUENCE,), 2),
        (layers.MultiHeadAttention(2, 3, **two), (SEQUENCE,) * 2, 8),
        (layers.GroupQueryAttention(3, 4, 2, **two), (SEQUENCE,) * 2, 8),
    ]:
        layer(*inputs)
        weights = [array(keras, weight) for weight in layer.trainable_weights]
        expected = [STRENGTH * (weight**2).sum() for weight in weights]
        assert len(layer.losses) == count == len(weights)
        penalties = sorted(numbers(keras, layer.losses))
        assert np.allclose(penalties, sorted(expected), rtol=ROUNDING)


@pytest.mark.since("3.14")
def test_layers_time_distributed_loses_the_activity_penalty(keras):
    """The layer inside `TimeDistributed` loses its activity penalty; on the wrapper,
    the penalty works.

    Layers that the one inside calls, such as the two of a Bidirectional, have theirs at
    each timestep.
    """
    layers, on = keras.layers, charge(keras)
    for make, inputs in [
        (lambda **to: layers.Dense(2, **to), SEQUENCE),
        (lambda **to: layers.BatchNormalization(**to), SEQUENCE),
        (lambda **to: layers.Conv2D(2, 3, **to), VIDEO),
        (lambda **to: layers.LSTM(2, **to), VIDEO[:, :, 0]),
    ]:
        alone = make(**on)
        alone(inputs[:, 0])
        assert len(alone.losses) == 1
        inside = layers.TimeDistributed(make(**on))
        inside(inputs)
        assert inside.losses == []
        outside = layers.TimeDistributed(make(), **on)
        y = outside(inputs)
        assert same(numbers(keras, outside.losses), costs(keras, y))
        model = keras.Sequential([keras.Input(inputs.shape[1:]), inside])
        model.compile(loss="mse", metrics=["mse"])
        targets = array(keras, model(inputs)) + 1
        loss, metric = model.evaluate(inputs, targets, verbose=0)
        assert loss == pytest.approx(metric, rel=ROUNDING)
    regularization = layers.ActivityRegularization(l2=STRENGTH)
    regularization(SEQUENCE)
    assert len(regularization.losses) == 1
    inside = layers.TimeDistributed(layers.ActivityRegularization(l2=STRENGTH))
    inside(SEQUENCE)
    assert inside.losses == []
    # The layer inside is not called as a layer, but calls others as layers.
    for inside, inputs, count in [
        (layers.SpectralNormalization(layers.Dense(2, **on)), SEQUENCE, 1),
        (layers.Bidirectional(layers.LSTM(2, **on)), VIDEO[:, :, 0], 2),
        (block(keras, lambda dense: dense, **on), SEQUENCE, 1),
    ]:
        outside = layers.TimeDistributed(inside)
        outside(inputs)
        activity = [loss for loss in outside.losses if loss is not None]
        weights = sum(weight.regularizer is not None for weight in inside.weights)
        assert len(activity) - weights == count * inputs.shape[1]


@pytest.mark.since("3.14")
def test_layers_time_distributed_model_charges_each_step(keras):
    """A model inside `TimeDistributed` has an activity penalty for each timestep."""
    layers = keras.layers
    dense = layers.Dense(2, **charge(keras))
    model = keras.Sequential([keras.Input((3,)), dense])
    for steps in (2, 6):
        wrapper = layers.TimeDistributed(model)
        y = wrapper(SEQUENCE[:, :steps])
        penalties = numbers(keras, wrapper.losses)
        each = [costs(keras, array(keras, y)[:, i])[0] for i in range(steps)]
        assert same(penalties, each)
        assert sum(penalties) == pytest.approx(costs(keras, y)[0], rel=ROUNDING)


def test_layers_call_method_skips_the_activity_penalty(keras):
    """`layer.call(x)` adds no activity penalty, but `layer(x)` does."""
    layers, on = keras.layers, charge(keras)

    class Outer(layers.Layer):
        def __init__(self, inside, direct):
            super().__init__()
            self.inside, self.direct = inside, direct

        def build(self, shape):
            self.inside.build(shape)

        def call(self, x):
            return self.inside.call(x) if self.direct else self.inside(x)

    for make in [
        lambda: layers.Dense(2, "relu", **on),
        lambda: layers.Conv1D(2, 3, **on),
        lambda: layers.LSTM(2, **on),
        lambda: layers.ActivityRegularization(l2=STRENGTH),
    ]:
        counts = []
        for direct in (True, False):
            layer = Outer(make(), direct)
            layer(SEQUENCE)
            counts.append(len(layer.losses))
        assert counts == [0, 1]


def test_layers_dense_takes_sequences(keras):
    """Dense on a sequence computes the same as `TimeDistributed(Dense)`."""
    for activation, inputs in (None, SEQUENCE), ("tanh", SEQUENCE), ("relu", VIDEO):
        dense = keras.layers.Dense(2, activation, **charge(keras))
        y = array(keras, dense(inputs))
        assert len(dense.losses) == 1
        expected = array(keras, keras.layers.TimeDistributed(dense)(inputs))
        assert np.allclose(y, expected, atol=1e-5)
        assert abs(y).max() > 0.1


def draw(keras, layer, x):
    """The layer's output in training."""
    return array(keras, layer(x, training=True))


def test_layers_time_distributed_dropout_draws_for_each_step(keras):
    """A dropout layer in `TimeDistributed` uses a new mask at each timestep."""
    layers = keras.layers
    sequence, video = np.ones((2, 4, 100)), np.ones((2, 4, 3, 3, 100))
    for seed in (None, 1):
        model = keras.Sequential([keras.Input((100,)), layers.Dropout(0.5, seed=seed)])
        for inside, x in [
            (layers.Dropout(0.5, seed=seed), sequence),
            (layers.Dropout(0.1, seed=seed), sequence),
            (layers.GaussianNoise(0.5, seed=seed), sequence),
            (layers.GaussianDropout(0.5, seed=seed), sequence),
            (layers.AlphaDropout(0.5, seed=seed), sequence),
            (model, sequence),
            (layers.SpatialDropout2D(0.5, seed=seed), video),
        ]:
            y = draw(keras, layers.TimeDistributed(inside), x)
            for step in range(1, 4):
                assert (y[:, step] != y[:, step - 1]).any()
            assert (y[0] != y[1]).any()
    # The last one dropped whole channels of a frame.
    assert (y == y[:, :, :1, :1]).all()
    assert set(np.unique(y)) == {0, 2}


def test_layers_spatial_dropout_holds_its_mask_over_time(keras):
    """`SpatialDropout1D`, and `SpatialDropout3D` on a video, use the same mask at all
    timesteps.
    """
    layers = keras.layers
    sequence, video = np.ones((2, 4, 100)), np.ones((2, 4, 3, 3, 100))
    for layer, x in [
        (layers.SpatialDropout1D(0.5), sequence),
        (layers.Dropout(0.5, noise_shape=(None, 1, None)), sequence),
        (layers.SpatialDropout3D(0.5), video),
        (layers.Dropout(0.5, noise_shape=(None, 1, 1, 1, None)), video),
    ]:
        y = draw(keras, layer, x)
        assert (y == y[:, :1]).all()
        assert (y[0] != y[1]).any()
        assert set(np.unique(y)) == {0, 2}
        if x is video:
            assert (y == y[:, :, :1, :1]).all()
    y = draw(keras, layers.Dropout(0.5), sequence)
    assert (y != y[:, :1]).any()


@pytest.mark.since("3.14")
def test_layers_bidirectional_activity_sums_to_the_output(keras):
    """The two directions of an LSTM or GRU each penalize their output, which with
    "concat" adds up to the whole output once.
    """
    layers, on = keras.layers, charge(keras)
    for kind, sequences in ((layers.LSTM, False), (layers.GRU, True)):
        for mode in ("concat", "sum", "ave", "mul", None):
            inside = kind(2, return_sequences=sequences, **on)
            layer = layers.Bidirectional(inside, merge_mode=mode)
            y = layer(SEQUENCE)
            penalties = numbers(keras, layer.losses)
            parts = [layer.forward_layer(SEQUENCE), layer.backward_layer(SEQUENCE)]
            assert same(penalties, costs(keras, parts))
            whole = np.isclose(sum(penalties), sum(costs(keras, y)), rtol=ROUNDING)
            # Without a mode, the output is a list of both.
            assert whole == (mode in ("concat", None))
            plain = kind(2, return_sequences=sequences)
            outside = layers.Bidirectional(plain, merge_mode=mode, **on)
            y = outside(SEQUENCE)
            assert same(numbers(keras, outside.losses), costs(keras, y))
    layer = layers.Bidirectional(layers.SimpleRNN(2, **on))
    layer(SEQUENCE)
    assert layer.losses == []


def test_layers_wrappers_refuse_weight_regularizers(keras):
    """`Bidirectional` and `TimeDistributed` raise an error for weight regularizers."""
    layers = keras.layers
    for wrapper in (layers.Bidirectional, layers.TimeDistributed):
        for name in ("kernel", "bias", "recurrent"):
            with pytest.raises(ValueError, match="Unrecognized keyword"):
                wrapper(layers.LSTM(2), **{f"{name}_regularizer": "l2"})
        assert wrapper(layers.LSTM(2), **charge(keras)).activity_regularizer


def test_layers_bidirectional_copies_the_layer(keras):
    """`Bidirectional` copies the layer you give it, but not the `backward_layer`."""
    layers = keras.layers
    for kind in (layers.LSTM, layers.GRU, layers.SimpleRNN):
        mine, back = kind(2), kind(2, go_backwards=True)
        both = layers.Bidirectional(mine)
        assert mine not in (both.forward_layer, both.backward_layer)
        mine.cell.dropout = 0.5
        assert both.forward_layer.dropout == both.backward_layer.dropout == 0
        both = layers.Bidirectional(mine, backward_layer=back)
        assert (both.forward_layer is mine, both.backward_layer is back) == (0, 1)
    cell = layers.GRUCell(2)
    assert layers.RNN(cell).cell is cell
    assert layers.TimeDistributed(mine).layer is mine


@pytest.mark.since("3.15")
def test_layers_bidirectional_fused_kernel_loses_the_activity_penalty(
    keras, monkeypatch
):
    """If a fused kernel runs both directions, their layers lose their
    activity penalties.
    """
    from keras.src import backend

    calls = []

    def kernel(inputs, *_, **__):
        """Return last output, all outputs and states, for both directions."""
        calls.append(inputs)
        last = inputs[:, 0, :2]
        return (last, inputs[..., :2], []), (last, inputs[..., :2], [])

    layers, on = keras.layers, charge(keras)

    def counts(**arguments):
        inside = layers.Bidirectional(layers.LSTM(2, **arguments, **on))
        outside = layers.Bidirectional(layers.LSTM(2, **arguments), **on)
        for layer in (inside, outside):
            layer(SEQUENCE)
        return len(inside.losses), len(outside.losses)

    assert counts() == (2, 1)
    monkeypatch.setattr(backend, "bidirectional_lstm", kernel)
    assert counts() == (0, 1)
    assert len(calls) == 2
    # With dropout it is not tried.
    assert counts(dropout=0.5) == (2, 1)
    assert len(calls) == 2


def test_layers_bidirectional_needs_to_know_your_regularizer(keras):
    """`Bidirectional` raises an error for a custom regularizer class that isn't
    registered.
    """
    layers = keras.layers

    class Cube(keras.regularizers.Regularizer):
        def __call__(self, weights):
            return keras.ops.sum(keras.ops.abs(weights) ** 3)

        def get_config(self):
            return {}

    for kind in (layers.LSTM, layers.GRU, layers.SimpleRNN):
        layer = kind(2, kernel_regularizer=Cube())
        with pytest.raises((TypeError, ValueError), match="Cube"):
            layers.Bidirectional(layer)
        with keras.utils.custom_object_scope({"Cube": Cube}):
            both = layers.Bidirectional(layer)
        both.build((None, 6, 3))
        kernels = [
            each.cell.kernel for each in (both.forward_layer, both.backward_layer)
        ]
        expected = [(abs(array(keras, kernel)) ** 3).sum() for kernel in kernels]
        assert same(numbers(keras, both.losses), expected)
        # The other wrappers do not copy.
        wrapper = layers.TimeDistributed(kind(2, kernel_regularizer=Cube()))
        wrapper(VIDEO[:, :, 0])
        assert len(wrapper.losses) == 1


def cell_models(keras):
    """Models whose recurrent cell, and not the layer, has an activity penalty."""
    layers, on = keras.layers, charge(keras)
    for cell, count in [
        (layers.SimpleRNNCell(2, **on), 2),
        (layers.GRUCell(2, **on), 2),
        (layers.LSTMCell(2, **on), 3),
    ]:
        model = keras.Sequential([keras.Input((6, 3)), layers.RNN(cell)])
        model.compile("sgd", "mse")
        yield model, count


@pytest.mark.backend("tensorflow", "jax")
def test_layers_activity_penalty_on_a_cell_fails_in_fit(keras):
    """With TensorFlow and JAX, an activity penalty on a cell makes `fit` raise an error
    unless the layer has `unroll=True`.
    """
    for model, _ in cell_models(keras):
        with pytest.raises(Exception, match=r"(?i)out of scope|unexpected tracer"):
            model.fit(SEQUENCE, np.zeros((4, 2)), verbose=0)
    layers, on = keras.layers, charge(keras)
    for rnn in [
        layers.RNN(layers.LSTMCell(2), **on),
        layers.RNN(layers.LSTMCell(2, **on), unroll=True),
    ]:
        model = keras.Sequential([keras.Input((6, 3)), rnn])
        model.compile("sgd", "mse", metrics=["mse"])
        logs = model.fit(SEQUENCE, np.zeros((4, 2)), verbose=0).history
        assert logs["loss"][0] > 1.01 * logs["mse"][0]


@pytest.mark.backend("torch")
def test_layers_activity_penalty_on_a_cell_counts_each_step_with_torch(keras):
    """With PyTorch, an activity penalty on a cell counts at each timestep, for the
    output and the states.
    """
    for model, count in cell_models(keras):
        model.fit(SEQUENCE, np.zeros((4, 2)), verbose=0)
        model(SEQUENCE)
        # One further call finds out the shape of the output.
        assert len(model.losses) in (6 * count, 7 * count)


def test_layers_rates_of_a_recurrent_layer_live_in_its_cell(keras):
    """`LSTM`, `GRU`, `SimpleRNN`, and ConvLSTM read `dropout` from their cell, and you
    can set it only there.
    """
    layers = keras.layers
    for kind in (layers.LSTM, layers.GRU, layers.SimpleRNN):
        layer = kind(2, dropout=0.5, recurrent_dropout=0.25)
        assert (layer.cell.dropout, layer.cell.recurrent_dropout) == (0.5, 0.25)
        for name in ("dropout", "recurrent_dropout"):
            with pytest.raises(AttributeError):
                setattr(layer, name, 0.1)
            setattr(layer.cell, name, 0.1)
            assert getattr(layer, name) == 0.1
    layer = layers.ConvLSTM1D(2, 3, dropout=0.5)
    with pytest.raises(AttributeError):
        layer.dropout = 0.1
    # RNN itself has no such argument: an attribute of the name is without effect.
    layer = layers.RNN(layers.LSTMCell(2, dropout=0.5))
    layer.dropout = 0.1
    assert layer.cell.dropout == 0.5


def cells(keras):
    """Cells with both kinds of dropout, and how many states each has."""
    rates = {"dropout": 0.5, "recurrent_dropout": 0.5}
    for kind, states in (("SimpleRNNCell", 1), ("GRUCell", 1), ("LSTMCell", 2)):
        yield getattr(keras.layers, kind)(50, **rates), states


def step(keras, cell, states, rows=4):
    """One step of a cell in training, from a state of ones."""
    x, ones = np.ones((rows, 60), "float32"), np.ones((rows, 50), "float32")
    return array(keras, cell(x, [ones] * states, training=True)[0])


def test_layers_cell_keeps_its_mask_until_it_is_reset(keras):
    """A cell that you call yourself keeps each of its masks until you reset it."""
    for cell, states in cells(keras):
        first = step(keras, cell, states)
        assert (step(keras, cell, states) == first).all()
        cell.reset_dropout_mask()
        second = step(keras, cell, states)
        assert (second != first).any()
        assert (step(keras, cell, states) == second).all()
        cell.reset_recurrent_dropout_mask()
        third = step(keras, cell, states)
        assert (third != second).any()
        # RNN resets both after each sequence.
        rnn = keras.layers.RNN(cell)
        x = np.ones((4, 3, 60))
        assert (draw(keras, rnn, x) != draw(keras, rnn, x)).any()


def test_layers_cell_mask_does_not_fit_another_batch(keras):
    """A mask that wasn't reset raises an error for another batch size, except for one
    row, which is repeated.
    """
    for cell, states in cells(keras):
        assert step(keras, cell, states, rows=4).shape == (4, 50)
        # Which error it is depends on the backend.
        with pytest.raises(Exception, match=r"(?i)shape|size|broadcast"):
            step(keras, cell, states, rows=3)
        assert step(keras, cell, states, rows=1).shape == (4, 50)
        cell.reset_dropout_mask()
        cell.reset_recurrent_dropout_mask()
        assert step(keras, cell, states, rows=3).shape == (3, 50)


@pytest.mark.since("3.14")
def test_layers_attention_activity_counts_projections(keras):
    """Attention penalizes query, key, value, and output once each, but
    `GroupQueryAttention` penalizes its output twice.
    """
    layers, on = keras.layers, charge(keras)
    for layer, times in [
        (layers.MultiHeadAttention(2, 3, **on), 1),
        (layers.GroupQueryAttention(3, 4, 2, **on), 2),
    ]:
        query = SEQUENCE[:, :4]
        y, scores = layer(query, SEQUENCE, return_attention_scores=True)
        penalties = numbers(keras, layer.losses)
        parts = [
            getattr(layer, f"_{name}_dense")(inputs)
            for name, inputs in zip(
                ("query", "key", "value"), (query, SEQUENCE, SEQUENCE), strict=True
            )
        ]
        expected = costs(keras, parts) + costs(keras, y) * times
        if times == 2:
            # Its own penalty charges all that it returns.
            expected += costs(keras, scores)
        assert same(sorted(penalties), sorted(expected))
        y = layer(query, SEQUENCE)
        penalties = numbers(keras, layer.losses)
        expected = costs(keras, parts) + costs(keras, y) * times
        assert len(penalties) == 3 + times
        assert same(sorted(penalties), sorted(expected))


def test_layers_attention_projections_take_a_regularizer(keras):
    """The four dense layers of a built MultiHeadAttention are attributes whose kernels
    take a regularizer.
    """
    for name in ("query", "key", "value", "output"):
        layer = keras.layers.MultiHeadAttention(2, 3)
        layer.build((None, 6, 3), (None, 6, 3))
        kernel = getattr(layer, f"{name}_dense").kernel
        kernel.regularizer = keras.regularizers.L2(STRENGTH)
        expected = STRENGTH * (array(keras, kernel) ** 2).sum()
        assert same(numbers(keras, layer.losses), [expected])


def block(keras, hold, **arguments):
    """A layer that holds a Dense layer in its way."""

    class Block(keras.layers.Layer):
        def __init__(self):
            super().__init__(**arguments)
            dense = keras.layers.Dense(3, kernel_regularizer="l2", **charge(keras))
            self.parts = hold(dense)
            self.get = lambda: dense

        def call(self, x):
            return self.get()(x)

    return Block()


def test_layers_count_penalties_of_what_they_hold(keras):
    """A layer includes the penalties of layers in its attributes,
    lists, and dictionaries.
    """
    for hold in [
        lambda dense: dense,
        lambda dense: [dense],
        lambda dense: (dense,),
        lambda dense: {dense},
        lambda dense: {"name": dense},
        lambda dense: [[{"name": [dense]}]],
        lambda dense: block(keras, lambda _: [dense]),
        lambda dense: keras.layers.TimeDistributed(dense),
    ]:
        layer = block(keras, hold)
        layer(SEQUENCE)
        assert len(layer.losses) == 2
        model = keras.Sequential([keras.Input((6, 3)), layer])
        assert len(model.trainable_weights) == 2


def test_layers_held_in_two_places_count_once(keras):
    """A layer in several attributes, or at several levels, counts its
    weight penalty once.

    An activity penalty counts once for each call.
    """

    class Holder(keras.layers.Layer):
        def __init__(self, dense, inner):
            super().__init__()
            self.dense, self.inner, self.listed = dense, inner, [dense]

        def call(self, x):
            return self.inner(self.dense(x))

    for strength in 0.5, 2.0:
        l2 = keras.regularizers.L2(strength)
        dense = keras.layers.Dense(3, kernel_initializer="ones", kernel_regularizer=l2)
        holder = Holder(dense, Holder(dense, dense))
        model = keras.Sequential([keras.Input((3,)), holder])
        assert len(model.trainable_weights) == 2
        assert [float(loss) for loss in model.losses] == [9 * strength]
        # An activity penalty counts each of the three calls.
        dense.activity_regularizer = l2
        model(SEQUENCE[0])
        assert len(model.losses) == 1 + 3


def test_layers_in_a_foreign_object_are_not_known(keras):
    """Layers inside other kinds of objects, or created in `call`, add no penalties."""

    class Late(keras.layers.Layer):
        def call(self, x):
            return keras.layers.Dense(3, kernel_regularizer="l2", **charge(keras))(x)

    for layer in [
        block(keras, lambda dense: types.SimpleNamespace(name=dense)),
        block(keras, lambda dense: collections.deque([dense])),
        block(keras, lambda dense: lambda: dense),
        Late(),
    ]:
        layer(SEQUENCE)
        assert layer.losses == layer.weights == []
    layer = Late()
    first, second = (array(keras, layer(SEQUENCE)) for _ in range(2))
    assert (first != second).any()


@pytest.mark.since("3.14")
def test_layers_own_activity_penalty_comes_on_top(keras):
    """The activity penalty of a custom layer adds to those of the layers inside it."""
    l1 = keras.regularizers.L1(0.2)
    layer = block(keras, lambda dense: dense, activity_regularizer=l1)
    y = layer(SEQUENCE)
    kernel = array(keras, layer.trainable_weights[0])
    expected = [
        0.01 * (kernel**2).sum(),
        0.2 * abs(array(keras, y)).sum() / len(SEQUENCE),
        *costs(keras, y),
    ]
    assert same(sorted(numbers(keras, layer.losses)), sorted(expected))
