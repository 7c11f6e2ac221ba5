"""What docs/reference/arguments.md says about Keras, asserted against Keras."""

import inspect
import json
from pathlib import Path

import numpy as np
import pytest

DATA = Path(__file__).parents[2] / "docs" / "_data" / "arguments.json"
# Shapes of inputs, by a part of the layer's name; the first that fits.
SHAPES = {
    "Cell": [(1, 4)],
    "Embedding": [(1, 4)],
    "LSTM1D": [(1, 3, 8, 4)],
    "LSTM2D": [(1, 3, 8, 8, 4)],
    "LSTM3D": [(1, 3, 8, 8, 8, 4)],
    "1D": [(1, 8, 4)],
    "2D": [(1, 8, 8, 4)],
    "3D": [(1, 8, 8, 8, 4)],
    "Attention": [(1, 3, 4), (1, 3, 4)],
    "RNN": [(1, 3, 4)],
    "GRU": [(1, 3, 4)],
    "LSTM": [(1, 3, 4)],
    "": [(1, 4)],
}
REQUIRED = {
    "filters": 2,
    "kernel_size": 2,
    "units": 2,
    "input_dim": 5,
    "output_dim": 4,
    "num_heads": 2,
    "key_dim": 2,
    "head_dim": 2,
    "num_query_heads": 2,
    "num_key_value_heads": 2,
    "equation": "ab,bc->ac",
    "output_shape": 2,
    "bias_axes": "c",
}


def table():
    """The committed arguments of each layer, with their defaults."""
    return json.loads(DATA.read_text("utf-8"))["results"]


def build_layer(keras, name, **options):
    """A layer of this name, built for an input that suits it."""
    layer = getattr(keras.layers, name)
    names = REQUIRED.keys() & inspect.signature(layer).parameters
    if "groups" in inspect.signature(layer).parameters and "Norm" in name:
        options["groups"] = 2
    layer = layer(**{key: REQUIRED[key] for key in names}, **options)
    layer.build(*next(SHAPES[part] for part in SHAPES if part in name))
    return layer


def test_arguments_are_those_of_the_installed_keras():
    """The table lists the arguments, and their defaults, of the Keras
    that is installed.
    """
    from snippets.experiments.arguments import measure, report

    assert table() == report({"all layers": measure([0])})
    assert len(table()) > 30


def test_arguments_that_end_in_regularizer_add_penalties(keras):
    """Each `*_regularizer` argument adds a penalty as soon as its layer is built."""
    counts = {}
    for name, arguments in table().items():
        for argument in arguments:
            if argument.endswith("_regularizer") and "activity" not in argument:
                layer = build_layer(
                    keras, name, **{argument: keras.regularizers.L2(0.1)}
                )
                counts[name, argument] = len(layer.losses)
                # Of weights that are all 2, each adds 0.1·2² to the penalty.
                twos = [np.full_like(weight, 2) for weight in layer.get_weights()]
                layer.set_weights(twos)
                sizes = {round(float(loss) / 0.4, 3) for loss in layer.losses}
                assert sizes <= {weight.size for weight in twos}, (name, argument)
    assert len(counts) > 60
    assert {place for place, penalties in counts.items() if not penalties} == set()
    # A weight that is switched off has no penalty, and nothing warns.
    for name, switch in (
        ("Dense", "use_bias"),
        ("LSTM", "use_bias"),
        ("BatchNormalization", "center"),
    ):
        argument = "beta_regularizer" if switch == "center" else "bias_regularizer"
        layer = build_layer(keras, name, **{argument: "l2", switch: False})
        assert isinstance(layer.get_config()[argument], dict)
        assert layer.losses == []


def test_arguments_include_activity_regularizer_unnamed(keras):
    """Most layers take `activity_regularizer`, even if their signature
    doesn't name it.
    """
    layers = keras.layers
    penalty = {"activity_regularizer": keras.regularizers.L1(0.5)}
    for layer in (
        layers.ReLU(**penalty),
        layers.Flatten(**penalty),
        layers.Dropout(0.5, **penalty),
        layers.GaussianNoise(0.5, **penalty),
        layers.LayerNormalization(**penalty),
        layers.Softmax(**penalty),
        layers.Rescaling(2.0, **penalty),
        layers.UnitNormalization(**penalty),
        layers.BatchNormalization(**penalty),
        layers.RepeatVector(3, **penalty),
        layers.CategoryEncoding(5, "one_hot", **penalty),
    ):
        assert not penalty.keys() & inspect.signature(type(layer)).parameters
        outputs = keras.ops.convert_to_numpy(layer(np.array([[1.0, 2.0, -3.0, 4.0]])))
        expected = 0.5 * abs(outputs).sum()
        assert [float(loss) for loss in layer.losses] == [pytest.approx(expected)]


def test_arguments_of_spatial_dropout_lack_activity_regularizer(keras):
    """The spatial dropouts, `ActivityRegularization`, `IntegerLookup`, and
    `StringLookup` refuse `activity_regularizer`.
    """
    layers = keras.layers
    for kind in (
        layers.SpatialDropout1D,
        layers.SpatialDropout2D,
        layers.SpatialDropout3D,
        layers.ActivityRegularization,
    ):
        with pytest.raises(TypeError, match="activity_regularizer"):
            kind(0.5, activity_regularizer="l1")
    for kind in layers.IntegerLookup, layers.StringLookup:
        with pytest.raises((TypeError, ValueError), match="activity_regularizer"):
            kind(activity_regularizer="l1")


def test_arguments_of_simple_rnn_have_an_activity_regularizer_in_vain(keras):
    """`SimpleRNN` accepts `activity_regularizer` but ignores it, unlike
    `LSTM` and `GRU`.
    """
    penalty = {"activity_regularizer": keras.regularizers.L1(0.5)}
    for options in {}, {"return_sequences": True}, {"unroll": True, "use_bias": False}:
        shares = {}
        for name in "SimpleRNN", "LSTM", "GRU":
            layer = getattr(keras.layers, name)(2, **penalty, **options)
            total = keras.ops.sum(keras.ops.abs(layer(keras.ops.ones((1, 3, 4)))))
            shares[name] = [float(loss) / float(total) for loss in layer.losses]
        assert shares["SimpleRNN"] == []
        assert shares["LSTM"] == shares["GRU"] == [pytest.approx(0.5)]


def test_arguments_of_another_layer_are_refused(keras):
    """A layer raises an error for a `*_regularizer` that isn't one of its arguments."""
    penalty = "l2"
    for name, own, other in (
        ("Embedding", "embeddings_regularizer", "kernel_regularizer"),
        ("DepthwiseConv2D", "depthwise_regularizer", "kernel_regularizer"),
        ("SeparableConv2D", "pointwise_regularizer", "kernel_regularizer"),
        ("Dense", "kernel_regularizer", "recurrent_regularizer"),
        ("Dense", "kernel_regularizer", "kernel_regulariser"),
    ):
        regularizer = getattr(build_layer(keras, name, **{own: penalty}), own)
        assert isinstance(regularizer, keras.regularizers.L2)
        with pytest.raises(ValueError, match=other):
            build_layer(keras, name, **{other: penalty})
    arguments_of = {
        name: {each for each in arguments if each.endswith("_regularizer")}
        for name, arguments in table().items()
        if hasattr(keras.layers, name)
    }
    names = set().union(*arguments_of.values()) - {"activity_regularizer"}
    refusals = 0
    for name, own in arguments_of.items():
        # A layer without such an argument has others to make it with.
        for other in names - own if names & own else ():
            with pytest.raises((TypeError, ValueError), match=other):
                build_layer(keras, name, **{other: penalty})
            refusals += 1
    assert refusals > 150
