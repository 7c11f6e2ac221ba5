"""What docs/practice/custom.md says about Keras, asserted against Keras."""

import numpy as np
import pytest

# Sums and steps in float32: relative rounding 6e-8, a few operations each.
ROUNDING = 1e-5
THREES = np.full((4, 3), 3.0, "float32")


def array(keras, value):
    """A tensor as a NumPy array."""
    return keras.ops.convert_to_numpy(value)


def numbers(keras, model):
    """The sum of each entry of `losses`."""
    return [float(array(keras, loss).sum()) for loss in model.losses]


def stack(keras, *layers, shape=(3,)):
    """These layers in a model."""
    return keras.Sequential([keras.Input(shape), *layers])


def dense(keras, units=2, **arguments):
    """A Dense layer without a bias, whose weights are 2."""
    twos = keras.initializers.Constant(2.0)
    options = {"use_bias": False, "kernel_initializer": twos, **arguments}
    return keras.layers.Dense(units, **options)


def penalty(keras, function):
    """A regularizer that returns what this function returns."""

    class Penalty(keras.regularizers.Regularizer):
        def __call__(self, w):
            return function(w)

    return Penalty()


def quartic(keras, strength):
    """A regularizer, registered, whose strength is whatever it is given."""

    @keras.saving.register_keras_serializable("checks")
    class Quartic(keras.regularizers.Regularizer):
        def __init__(self, strength):
            self.strength = strength

        def __call__(self, w):
            return keras.ops.sum(self.strength * w**4)

        def get_config(self):
            return {"strength": self.strength}

    return Quartic(strength)


def scale_layer(keras):
    """A class of layers with an argument `kernel_regularizer`, registered."""

    @keras.saving.register_keras_serializable("checks")
    class Scale(keras.layers.Layer):
        def __init__(self, kernel_regularizer=None, **kwargs):
            super().__init__(**kwargs)
            self.kernel_regularizer = keras.regularizers.get(kernel_regularizer)

        def build(self, shape):
            self.kernel = self.add_weight(
                shape=(shape[-1],),
                initializer=keras.initializers.Constant(2.0),
                regularizer=self.kernel_regularizer,
                name="kernel",
            )

        def call(self, x):
            return x * self.kernel

        def get_config(self):
            regularizer = keras.regularizers.serialize(self.kernel_regularizer)
            return {**super().get_config(), "kernel_regularizer": regularizer}

    return Scale


def mean_penalty(keras):
    """A layer that adds the mean of the squares of its input with `add_loss`."""

    class Penalty(keras.layers.Layer):
        def call(self, x):
            self.add_loss(keras.ops.mean(x**2))
            return x

    return Penalty()


def masks(keras, draw, calls=5, **options):
    """What a layer with this `call` in training lets through, in steps of training."""

    class Drawing(keras.layers.Layer):
        def __init__(self):
            super().__init__()
            self.generator = keras.random.SeedGenerator(7)

        def call(self, x, training=False):
            return draw(self, x) if training else x

    model = stack(keras, Drawing(), dense(keras, 1), shape=(200,))
    model.compile(keras.optimizers.SGD(0.0), "mae", **options)
    # Sums of different numbers tell masks apart.
    x = np.linspace(1, 2, 200, dtype="float32")[None] ** 2
    target = np.zeros((1, 1))
    return [round(float(model.train_on_batch(x, target)), 1) for _ in range(calls)]


def test_custom_regularizer_gets_the_shape_of_its_weight(keras):
    """Keras calls a regularizer with the weight in the shape that its layer stores."""
    shapes = []

    def record(w):
        shapes.append(tuple(w.shape))
        return keras.ops.sum(w)

    regularizer = penalty(keras, record)
    kinds = keras.layers
    for layer, inputs, expected in (
        (kinds.Dense(4, kernel_regularizer=regularizer), (None, 3), [(3, 4)]),
        (kinds.Conv1D(4, 5, kernel_regularizer=regularizer), (None, 9, 3), [(5, 3, 4)]),
        (
            kinds.Conv2D(4, (5, 6), kernel_regularizer=regularizer),
            (None, 9, 9, 3),
            [(5, 6, 3, 4)],
        ),
        (
            kinds.Conv2DTranspose(4, (5, 6), kernel_regularizer=regularizer),
            (None, 9, 9, 3),
            [(5, 6, 4, 3)],
        ),
        (
            kinds.DepthwiseConv2D(
                (5, 6), depth_multiplier=2, depthwise_regularizer=regularizer
            ),
            (None, 9, 9, 3),
            [(5, 6, 3, 2)],
        ),
        (kinds.Embedding(7, 4, embeddings_regularizer=regularizer), (None,), [(7, 4)]),
        (kinds.LSTM(4, kernel_regularizer=regularizer), (None, 9, 3), [(3, 16)]),
        (kinds.GRU(4, kernel_regularizer=regularizer), (None, 9, 3), [(3, 12)]),
    ):
        layer.build(inputs)
        shapes.clear()
        assert len(layer.losses) == 1
        assert shapes == expected
    attention = kinds.MultiHeadAttention(2, 5, kernel_regularizer=regularizer)
    attention(*[np.ones((1, 3, 6), "float32")] * 2)
    shapes.clear()
    assert len(attention.losses) == 4
    assert shapes == [(6, 2, 5)] * 3 + [(2, 5, 6)]


def test_custom_group_lasso_is_the_sum_of_lengths(keras):
    """A group lasso takes the root of the sum of squares over all axes but the last,
    and sums the roots.
    """

    def group_lasso(w):
        squares = keras.ops.sum(w**2, axis=list(range(len(w.shape) - 1)))
        return 0.3 * keras.ops.sum(keras.ops.sqrt(squares + 1e-12))

    kinds = keras.layers
    for layer, inputs in (
        (kinds.Dense(4, kernel_regularizer=penalty(keras, group_lasso)), (None, 3)),
        (
            kinds.Conv2D(5, 2, kernel_regularizer=penalty(keras, group_lasso)),
            (None, 4, 4, 3),
        ),
    ):
        layer.build(inputs)
        columns = array(keras, layer.kernel).reshape(-1, layer.kernel.shape[-1])
        expected = 0.3 * np.linalg.norm(columns, axis=0).sum()
        assert numbers(keras, layer) == [pytest.approx(expected, rel=ROUNDING)]


def test_custom_group_lasso_leaves_no_exact_zeros(keras):
    """As a penalty, the group lasso makes columns short, but exactly
    zero only by chance.

    A single weight of 0.5 lands on zero after two steps of 0.25, and stays.
    """

    def group_lasso(w):
        squares = keras.ops.sum(w**2, axis=0)
        return 2.0 * keras.ops.sum(keras.ops.sqrt(squares + 1e-12))

    x = np.random.default_rng(0).normal(size=(40, 3)).astype("float32")
    optimizers = keras.optimizers
    for optimizer in (
        optimizers.SGD(0.01),
        optimizers.Adam(0.01),
        optimizers.Nadam(0.02),
    ):
        regularizer = penalty(keras, group_lasso)
        layer = keras.layers.Dense(4, kernel_regularizer=regularizer, use_bias=False)
        model = stack(keras, layer)
        model.compile(optimizer, "mse")
        before = np.linalg.norm(model.get_weights()[0], axis=0)
        for _ in range(100):
            model.train_on_batch(x, x[:, :1] * 0.01)
        after = np.linalg.norm(model.get_weights()[0], axis=0)
        assert (after < 0.2 * before).all()
        assert (model.get_weights()[0] != 0).all()
    nothing = np.zeros((2, 1), "float32")
    for start, zero in (0.5, True), (0.6, False):
        layer = keras.layers.Dense(
            1,
            kernel_initializer=keras.initializers.Constant(start),
            kernel_regularizer=penalty(keras, group_lasso),
            use_bias=False,
        )
        model = stack(keras, layer, shape=(1,))
        model.compile(keras.optimizers.SGD(0.125), "mse")
        for _ in range(4):
            model.train_on_batch(nothing, nothing)
        assert (model.get_weights()[0] == 0).all() == zero


def test_custom_root_of_zero_makes_weights_nan(keras):
    """Because `sqrt` has no slope at 0, a group of zeros becomes NaN unless you add a
    small number under the root.
    """
    for offset, is_nan in (0.0, True), (1e-12, False):

        def group_lasso(w, offset=offset):
            squares = keras.ops.sum(w**2, axis=0)
            return 0.1 * keras.ops.sum(keras.ops.sqrt(squares + offset))

        for groups, optimizer in ((0.0, 0.0), "sgd"), ((0.0, 3.0), "adam"):
            layer = dense(keras, kernel_regularizer=penalty(keras, group_lasso))
            model = stack(keras, layer)
            model.compile(optimizer, "mse")
            layer.kernel.assign(np.ones((3, 1), "float32") * groups)
            model.train_on_batch(THREES, np.ones((4, 2)))
            nan_columns = np.isnan(model.get_weights()[0]).all(axis=0)
            assert nan_columns.tolist() == [is_nan and group == 0 for group in groups]
            assert np.isnan(model.get_weights()[0]).any() == is_nan


def test_custom_config_of_numbers_and_lists_comes_back(keras, tmp_path):
    """Numbers (including NumPy's), lists, and strings in `get_config`
    come back equal.
    """
    for value, expected in (
        (3, 3),
        (0.25, 0.25),
        (True, True),
        (np.float32(0.5), 0.5),
        (np.float64(0.25), 0.25),
        (np.int64(3), 3),
        (np.bool_(True), True),
        (np.float16(0.25), 0.25),
        (np.array(0.25), 0.25),
        ([np.float32(0.5), [np.int64(2)]], [0.5, [2]]),
        (float("inf"), float("inf")),
        (10**30, 10**30),
        ([[1.0], [2.0], [3.0]], [[1.0], [2.0], [3.0]]),
        ((1.0, 2.0), [1.0, 2.0]),
        (["a", "b"], ["a", "b"]),
        ("text", "text"),
        (None, None),
    ):
        regularizer = quartic(keras, value)
        model = stack(keras, dense(keras, kernel_regularizer=regularizer))
        model.save(tmp_path / "model.keras")
        copy = keras.saving.load_model(tmp_path / "model.keras")
        strength = copy.layers[0].kernel_regularizer.strength
        assert strength == expected
        assert type(strength) is type(expected)


def test_custom_config_with_an_array_comes_back_as_a_dictionary(keras, tmp_path):
    """An array in `get_config` is saved, but it comes back as a dictionary."""
    values = np.array([[1.0], [2.0], [3.0]], "float32")
    w = np.full((3, 1), 2.0, "float32")
    for value in values, keras.ops.convert_to_tensor(values):
        regularizer = quartic(keras, value)
        config = keras.regularizers.serialize(regularizer)
        copy = keras.regularizers.deserialize(config)
        assert float(array(keras, regularizer(w))) == 6 * 2**4
        assert type(copy.strength) is dict
        assert copy.strength["config"]["value"] == values.tolist()
        with pytest.raises((ValueError, TypeError)):
            copy(w)
    layer = dense(keras, 1, kernel_regularizer=quartic(keras, values))
    stack(keras, layer).save(tmp_path / "model.keras")
    loaded = keras.saving.load_model(tmp_path / "model.keras")
    with pytest.raises((ValueError, TypeError)):
        _ = loaded.losses


def test_custom_config_that_lacks_an_argument_loads_the_default(keras):
    """An argument missing from `get_config` silently comes back as its default."""

    @keras.saving.register_keras_serializable("checks")
    class Forgetful(keras.layers.Dense):
        def __init__(self, units, rate=0.5, **kwargs):
            super().__init__(units, **kwargs)
            self.rate = rate

    for rate in 0.1, 0.9:
        layer = Forgetful(2, rate=rate)
        copy = Forgetful.from_config(layer.get_config())
        assert (layer.rate, copy.rate) == (rate, 0.5)


def test_custom_config_with_another_name_does_not_load(keras, tmp_path):
    """Loading raises `TypeError` if `get_config` has a key that the constructor doesn't
    take.
    """

    @keras.saving.register_keras_serializable("checks")
    class Renamed(keras.regularizers.Regularizer):
        def __init__(self, strength=1.0):
            self.strength = strength

        def __call__(self, weights):
            return self.strength * keras.ops.sum(keras.ops.square(weights))

        def get_config(self):
            return {"lambda": self.strength}

    path = tmp_path / "model.keras"
    layer = keras.layers.Dense(1, kernel_regularizer=Renamed(2.0))
    keras.Sequential([keras.Input((2,)), layer]).save(path)
    with pytest.raises(TypeError, match="lambda"):
        Renamed.from_config(Renamed(2.0).get_config())
    with pytest.raises(TypeError):
        keras.saving.load_model(path)


@pytest.mark.since("3.15")
def test_custom_array_of_penalties_is_summed(keras):
    """In `fit` and `evaluate`, a regularizer that returns an array
    counts as its sum.
    """
    results = []
    for reduce in keras.ops.sum, lambda w: w, lambda w: keras.ops.sum(w, axis=0):
        layer = dense(keras, kernel_regularizer=lambda w: 0.5 * reduce(w**2))  # noqa: B023
        other = dense(keras, 1, kernel_regularizer="l2")
        model = stack(keras, layer, other)
        model.compile(keras.optimizers.SGD(0.1), "mse")
        losses = model.evaluate(np.zeros((4, 3)), np.zeros((4, 1)), verbose=0)
        model.fit(np.zeros((4, 3)), np.zeros((4, 1)), verbose=0)
        results.append([losses, *(float(w[0, 0]) for w in model.get_weights())])
        entry = model.losses[0]
        assert tuple(entry.shape) in {(), (3, 2), (2,)}
    assert results[1] == pytest.approx(results[0], rel=ROUNDING)
    assert results[2] == pytest.approx(results[0], rel=ROUNDING)
    # 0.5 * 6 * 4, and 0.01 * 2 * 4.
    assert results[0] == pytest.approx([12.08, 1.8, 1.996], rel=ROUNDING)
    x = np.random.default_rng(0).normal(size=(8, 3)).astype("float32")
    kernels = []
    for reduce in keras.ops.sum, lambda w: w:
        layer = dense(keras, activity_regularizer=lambda y: reduce(y**2))  # noqa: B023
        model = stack(keras, layer)
        model.compile(keras.optimizers.Adam(0.1), "mse")
        model.fit(x, x[:, :2], batch_size=4, shuffle=False, verbose=0)
        kernels.append(model.get_weights()[0])
    assert kernels[1] == pytest.approx(kernels[0], rel=10 * ROUNDING)
    assert abs(kernels[0] - 2).min() > 0.01


def test_custom_penalty_has_to_be_a_tensor(keras):
    """A regularizer that returns a Python number or `None` makes `fit` and `evaluate`
    raise `AttributeError`.
    """
    for value in 3.0, 0, True, None:
        regularizer = penalty(keras, lambda w: value)  # noqa: B023
        layer = dense(keras, kernel_regularizer=regularizer)
        model = stack(keras, layer)
        model.compile("sgd", "mse")
        for method in model.fit, model.evaluate:
            with pytest.raises(AttributeError, match="dtype"):
                method(THREES, np.zeros((4, 2)), verbose=0)


def test_custom_regularizer_gets_float32_weights_in_mixed_precision(keras):
    """In mixed precision, a regularizer gets a weight in float32 and an
    output in 16 bits.

    Those are the types in which Keras stores the one and computes the other.
    """
    for policy, short in ("mixed_float16", "float16"), ("mixed_bfloat16", "bfloat16"):
        dtypes = []

        def record(value, dtypes=dtypes):
            dtypes.append(keras.backend.standardize_dtype(value.dtype))
            return keras.ops.sum(value)

        regularizer = penalty(keras, record)
        layer = dense(
            keras,
            kernel_regularizer=regularizer,
            activity_regularizer=regularizer,
            dtype=policy,
        )
        layer(THREES)
        assert len(layer.losses) == 2
        assert dtypes == [short, "float32"]


def test_custom_layer_takes_regularizers_as_strings_objects_and_dictionaries(keras):
    """`regularizers.get` accepts `None`, strings, classes, objects, and
    dictionaries.
    """
    get, kinds = keras.regularizers.get, keras.regularizers
    w = np.full((3,), 2.0, "float32")
    for identifier, expected in (
        ("l2", 0.01 * 12),
        ("L2", 0.01 * 12),
        ("l1", 0.01 * 6),
        ("l1l2", 0),
        (kinds.L2, 0.01 * 12),
        (kinds.L2(0.5), 0.5 * 12),
        ({"class_name": "L2", "config": {"l2": 0.5}}, 0.5 * 12),
        (kinds.serialize(kinds.L1(0.5)), 0.5 * 6),
        (penalty(keras, lambda w: 2 * keras.ops.sum(w)), 12),
    ):
        layer = scale_layer(keras)(identifier)
        layer.build((None, 3))
        assert numbers(keras, layer) == [pytest.approx(expected, rel=ROUNDING)]
        result = float(array(keras, get(identifier)(keras.ops.convert_to_tensor(w))))
        assert result == pytest.approx(expected, rel=ROUNDING)
    layer = scale_layer(keras)(None)
    layer.build((None, 3))
    assert layer.losses == []
    for wrong in "l3", "l1_l2", 0.01, 1, True:
        with pytest.raises(ValueError, match="Could not interpret regularizer"):
            scale_layer(keras)(wrong)


def test_custom_string_finds_no_class_of_your_own(keras):
    """A string finds only Keras's own regularizers; a dictionary also finds registered
    classes.
    """
    regularizer = quartic(keras, 0.5)
    for name in "Quartic", "quartic", "checks>Quartic":
        with pytest.raises(ValueError, match="Could not interpret regularizer"):
            keras.regularizers.get(name)
    with (
        keras.saving.custom_object_scope({"Quartic": type(regularizer)}),
        pytest.raises(ValueError, match="Could not interpret regularizer"),
    ):
        keras.regularizers.get("Quartic")
    config = keras.regularizers.serialize(regularizer)
    assert keras.regularizers.get(config).strength == 0.5


def test_custom_layer_with_a_regularizer_argument_is_saved(keras, tmp_path):
    """A custom layer with a regularizer argument loads with its penalties on kernel and
    output.
    """
    for regularizer, expected in (
        (None, []),
        ("l2", [0.01 * 12]),
        (keras.regularizers.L1(0.5), [0.5 * 6]),
        (quartic(keras, 0.25), [0.25 * 48]),
    ):
        layer = scale_layer(keras)(regularizer, activity_regularizer="l1")
        model = stack(keras, layer)
        model.save(tmp_path / "model.keras")
        loaded = keras.saving.load_model(tmp_path / "model.keras")
        assert numbers(keras, loaded) == pytest.approx(expected, rel=ROUNDING)
        loaded(THREES)
        assert len(loaded.losses) == len(expected) + 1
        clone = keras.models.clone_model(model)
        assert numbers(keras, clone) == pytest.approx(expected, rel=ROUNDING)


def test_custom_attribute_alone_penalizes_nothing(keras):
    """The attribute `kernel_regularizer` has no effect unless you pass it to
    `add_weight(regularizer=…)`.
    """

    class Scale(keras.layers.Layer):
        def __init__(self, passes):
            super().__init__()
            self.kernel_regularizer, self.passes = keras.regularizers.get("l2"), passes

        def build(self, shape):
            regularizer = self.kernel_regularizer if self.passes else None
            self.kernel = self.add_weight((3,), "ones", regularizer=regularizer)

    for passes in True, False:
        layer = Scale(passes)
        layer.build((None, 3))
        assert len(layer.losses) == passes


def test_custom_closure_ties_two_kernels(keras):
    """A regularizer of one layer can use the kernel of another, and
    both get its gradient.
    """
    first = dense(keras)
    second = dense(
        keras,
        kernel_initializer=keras.initializers.Constant(5.0),
        kernel_regularizer=penalty(
            keras, lambda w: 0.5 * keras.ops.sum((w - first.kernel) ** 2)
        ),
    )
    inputs = keras.Input((3,))
    model = keras.Model(inputs, [first(inputs), second(inputs)])
    model.compile(keras.optimizers.SGD(0.1), ["mse", "mse"])
    assert numbers(keras, model) == [0.5 * 6 * 3**2]
    model.fit(np.zeros((4, 3)), [np.zeros((4, 2))] * 2, verbose=0)
    left, right = model.get_weights()
    assert left == pytest.approx(np.full((3, 2), 2.3), rel=ROUNDING)
    assert right == pytest.approx(np.full((3, 2), 4.7), rel=ROUNDING)


def test_custom_add_loss_counts_each_call(keras):
    """A loss that `call` adds with `add_loss` counts once for each call of the layer.

    The next call of the model replaces it.
    """
    layer = mean_penalty(keras)
    inputs = keras.Input((3,))
    double = keras.layers.Rescaling(2.0)(inputs)
    model = keras.Model(inputs, [layer(inputs), layer(double)])
    for _ in range(2):
        model(THREES)
        assert sorted(numbers(keras, model)) == pytest.approx([9, 36], rel=ROUNDING)


def test_custom_add_loss_is_averaged_over_batches(keras):
    """`evaluate` averages what `add_loss` gives for each batch, weighted by the batch's
    size.

    It doesn't divide by the batch size, so a sum grows with the batch, and a mean does
    not.
    """

    class Penalty(keras.layers.Layer):
        def __init__(self, reduce):
            super().__init__()
            self.reduce = reduce

        def call(self, x):
            self.add_loss(self.reduce(x))
            return x

    x = np.arange(18, dtype="float32").reshape(6, 3)
    for reduce, expected in (
        (keras.ops.sum, {6: x.sum(), 2: x.sum() / 3, 4: (4 * 66 + 2 * 87) / 6}),
        (keras.ops.mean, {6: x.mean(), 2: x.mean(), 4: x.mean()}),
    ):
        model = stack(keras, Penalty(reduce))
        model.compile(loss="mse")
        for size, penalty in expected.items():
            loss = model.evaluate(x, x, batch_size=size, verbose=0)
            assert loss == pytest.approx(penalty, rel=ROUNDING)


def test_custom_add_loss_stays_when_the_layer_is_frozen(keras):
    """`trainable = False` removes weight penalties but keeps what `call` adds with
    `add_loss`.
    """
    layer = dense(keras, kernel_regularizer="l2")
    model = stack(keras, layer, mean_penalty(keras))
    model(THREES)
    assert numbers(keras, model) == pytest.approx([18**2, 0.01 * 24], rel=ROUNDING)
    model.trainable = False
    model(THREES)
    assert numbers(keras, model) == pytest.approx([18**2], rel=ROUNDING)


def test_custom_add_loss_in_build_is_lost(keras):
    """A loss that `build` adds with `add_loss` is gone after the first
    call of the model.
    """

    class Early(keras.layers.Layer):
        def build(self, shape):
            self.kernel = self.add_weight((3,), "ones")
            self.add_loss(keras.ops.sum(self.kernel))

        def call(self, x):
            return x * self.kernel

    layer = Early()
    layer.build((None, 3))
    assert numbers(keras, layer) == [3]
    model = stack(keras, layer)
    model(THREES)
    assert model.losses == []


def test_custom_add_loss_refuses_numbers(keras):
    """In `call`, `add_loss` takes only tensors: a number raises `ValueError`."""

    class Penalty(keras.layers.Layer):
        def __init__(self, value):
            super().__init__()
            self.value = value

        def call(self, x):
            self.add_loss(self.value)
            return x

    for value in 0.5, 1, True, np.float32(0.5):
        with pytest.raises(ValueError, match="on a tensor input"):
            Penalty(value)(THREES)


def test_custom_functional_model_has_no_add_loss(keras):
    """On a functional model, `add_loss` always raises `NotImplementedError`.

    On a Sequential or subclassed model, it works as on every layer.
    """
    inputs = keras.Input((3,))
    layer = dense(keras)
    outputs = layer(inputs)
    model = keras.Model(inputs, outputs)
    for value in (
        keras.ops.mean(outputs),
        keras.ops.sum(layer.kernel),
        lambda: keras.ops.sum(layer.kernel),
    ):
        with pytest.raises(NotImplementedError):
            model.add_loss(value)
    stack(keras, layer).add_loss(keras.ops.sum(layer.kernel))


@pytest.mark.since("3.14")
def test_custom_activity_regularizer_is_divided_whatever_it_returns(keras):
    """Keras divides what an `activity_regularizer` returns by the batch size, even if
    it is a mean.

    So a mean gets weaker with the batch; with `add_loss`, it doesn't.
    """

    def kl(p):
        mean = keras.ops.mean(p, axis=0)
        on = 0.1 * keras.ops.log(0.1 / mean)
        return keras.ops.sum(on + 0.9 * keras.ops.log(0.9 / (1 - mean)))

    class AddLoss(keras.layers.Layer):
        def __init__(self, penalty):
            super().__init__()
            self.penalty = penalty

        def call(self, x):
            self.add_loss(self.penalty(x))
            return x

    for function in (
        kl,
        keras.ops.mean,
        keras.regularizers.L2(0.5),
        keras.regularizers.OrthogonalRegularizer(0.5),
    ):
        # Rows that all are the same leave a mean over rows as it is.
        for rows in 2, 8, 64:
            x = np.tile(np.array([[0.2, 0.5, 0.7]], "float32"), (rows, 1))
            argument = keras.layers.Activation("linear", activity_regularizer=function)
            layer = AddLoss(function)
            argument(x), layer(x)
            (share,), (whole,) = numbers(keras, argument), numbers(keras, layer)
            assert whole > 0.1
            assert share == pytest.approx(whole / rows, rel=ROUNDING)
            if function in (kl, keras.ops.mean):
                expected = float(array(keras, function(x[:1])))
                assert whole == pytest.approx(expected, rel=10 * ROUNDING)


def test_custom_generator_draws_anew_and_an_integer_does_not(keras):
    """A `SeedGenerator` gives new random numbers in each step, and an integer seed the
    same ones forever.
    """
    dropout = keras.random.dropout
    generator = masks(keras, lambda self, x: dropout(x, 0.5, seed=self.generator))
    integer = masks(keras, lambda self, x: dropout(x, 0.5, seed=7))
    normal = keras.random.normal
    noise = masks(keras, lambda self, x: x + normal((1, 200), seed=self.generator))
    assert len(set(noise)) == 5
    assert len(set(generator)) == 5
    assert len(set(integer)) == 1
    # Both begin with the mask of the seed 7.
    assert generator[0] == integer[0]


@pytest.mark.backend("tensorflow", "torch")
def test_custom_unseeded_draw_works_outside_jax(keras):
    """With TensorFlow and PyTorch, `seed=None` gives new random numbers in each step of
    `fit`.
    """
    for draw in (
        lambda self, x: keras.random.dropout(x, 0.5),
        lambda self, x: x + keras.random.normal((1, 200)),
    ):
        assert len(set(masks(keras, draw))) == 5


@pytest.mark.backend("jax")
def test_custom_unseeded_draw_fails_with_jax(keras):
    """With JAX, a layer that draws random numbers with `seed=None` raises `ValueError`
    in `fit`.
    """
    for draw in (
        lambda self, x: keras.random.dropout(x, 0.5),
        lambda self, x: x + keras.random.normal(x.shape),
    ):
        with pytest.raises(ValueError, match="JAX RNG"):
            masks(keras, draw)


@pytest.mark.backend("jax")
def test_custom_generator_outside_the_layer_stands_still_with_jax(keras):
    """With JAX, a generator that isn't an attribute of the layer
    repeats one mask forever.

    With other backends, it gives new masks.
    """
    generator = keras.random.SeedGenerator(7)
    draws = masks(keras, lambda self, x: keras.random.dropout(x, 0.5, seed=generator))
    assert len(set(draws)) == 1


@pytest.mark.backend("tensorflow")
def test_custom_generator_made_in_call_fails(keras):
    """With TensorFlow, a `SeedGenerator` created in `call` raises
    `ValueError` in `fit`.
    """

    def draw(self, x):
        return keras.random.dropout(x, 0.5, seed=keras.random.SeedGenerator(7))

    with pytest.raises(ValueError, match=r"tf\.Variable"):
        masks(keras, draw)


@pytest.mark.backend("tensorflow", "jax")
def test_custom_numpy_draws_once(keras):
    """With TensorFlow and JAX, a compiled `call` keeps the random numbers that NumPy
    gave while it was compiled.

    With `run_eagerly=True`, it gets new ones in each step.
    """

    def draw(self, x):
        return x * keras.ops.cast(np.random.rand(200) < 0.5, x.dtype)

    assert len(set(masks(keras, draw))) == 1
    assert len(set(masks(keras, draw, run_eagerly=True))) == 5


def test_custom_layer_that_draws_needs_training(keras):
    """A layer that draws random numbers also does so in `predict` unless its `call`
    checks `training`.
    """

    class Always(keras.layers.Layer):
        def __init__(self):
            super().__init__()
            self.generator = keras.random.SeedGenerator(7)

        def call(self, x):
            return keras.random.dropout(x, 0.5, seed=self.generator)

    class Asks(Always):
        def call(self, x, training=False):
            return super().call(x) if training else x

    x = np.ones((1, 200), "float32")
    for layer, draws in (Always(), True), (Asks(), False):
        model = stack(keras, layer, shape=(200,))
        assert (model.predict(x, verbose=0) != x).any() == draws
    # In training both draw the first mask or a later one.
    assert (array(keras, model(x, training=True)) == 0).mean() > 0.3


def test_custom_seed_is_saved_and_its_state_is_not(keras, tmp_path):
    """A seed in `get_config` is saved, but not how far its sequence has advanced."""

    @keras.saving.register_keras_serializable("checks")
    class Draw(keras.layers.Layer):
        def __init__(self, seed=None, **kwargs):
            super().__init__(**kwargs)
            self.seed, self.generator = seed, keras.random.SeedGenerator(seed)

        def call(self, x, training=False):
            return keras.random.dropout(x, 0.5, seed=self.generator) if training else x

        def get_config(self):
            return {**super().get_config(), "seed": self.seed}

    x = np.ones((1, 200), "float32")
    model = stack(keras, Draw(seed=7), shape=(200,))
    first, second = (array(keras, model(x, training=True)) for _ in range(2))
    model.save(tmp_path / "model.keras")
    loaded = keras.saving.load_model(tmp_path / "model.keras")
    repeat = array(keras, loaded(x, training=True))
    assert (first != second).any()
    assert (repeat == first).all()


def test_custom_draws_in_the_type_of_the_input(keras):
    """`keras.random.uniform` and `normal` return `floatx`, by default float32, unless
    you pass a `dtype`; `dropout` keeps its input's.

    So a layer should pass on the type of its input.
    """
    random, name = keras.random, keras.backend.standardize_dtype
    for kind in "float16", "bfloat16":
        x = keras.ops.ones((2, 3), kind)
        for draw in random.uniform, random.normal:
            assert name(draw((2, 3), seed=1).dtype) == "float32"
            assert name(draw((2, 3), dtype=x.dtype, seed=1).dtype) == kind
        assert name(random.dropout(x, 0.5, seed=1).dtype) == kind
    keras.config.set_floatx("float16")
    try:
        for draw in random.uniform, random.normal:
            assert name(draw((2, 3), seed=1).dtype) == "float16"
    finally:
        keras.config.set_floatx("float32")


def test_custom_dropconnect_drops_weights(keras):
    """A Dense layer can drop entries of its kernel instead of units, with one mask for
    each batch.

    All examples of a batch share the mask, and the penalty covers the whole kernel.
    Keras itself has no such layer.
    """

    class DropConnect(keras.layers.Dense):
        def __init__(self, units, rate=0.5, seed=None, **kwargs):
            super().__init__(units, **kwargs)
            self.rate = rate
            self.generator = keras.random.SeedGenerator(seed)

        def call(self, x, training=False):
            kernel = keras.ops.convert_to_tensor(self.kernel)
            if training:
                kernel = keras.random.dropout(kernel, self.rate, seed=self.generator)
            return self.activation(keras.ops.matmul(x, kernel) + self.bias)

    assert not hasattr(keras.layers, "DropConnect")
    rate, size = 0.2, 300
    layer = DropConnect(size, rate, 7, kernel_initializer="ones")
    layer.kernel_regularizer = keras.regularizers.L2(0.5)
    x = np.eye(size, dtype="float32")
    kernels = [array(keras, layer(x, training=True)) for _ in range(2)]
    for kernel in kernels:
        assert np.unique(kernel).tolist() == pytest.approx([0, 1 / (1 - rate)])
        # 5 standard errors of a share.
        error = (rate * (1 - rate) / kernel.size) ** 0.5
        assert abs((kernel == 0).mean() - rate) < 5 * error
    assert (kernels[0] != kernels[1]).any()
    assert numbers(keras, layer) == pytest.approx([0.5 * size**2], rel=ROUNDING)
    assert (array(keras, layer(x)) == 1).all()
    # Two equal rows of one batch are equal in the output.
    pair = array(keras, layer(x[[0, 0]], training=True))
    assert (pair[0] == pair[1]).all()
    half = DropConnect(4, dtype="mixed_float16")
    assert (
        keras.backend.standardize_dtype(half(x[:2], training=True).dtype) == "float16"
    )


def test_custom_dropconnect_for_each_example(keras):
    """With a kernel mask for each example, equal examples get different outputs."""
    size, rate = 50, 0.2
    ops, generator = keras.ops, keras.random.SeedGenerator(0)
    kernel, x = ops.ones((size, size)), ops.ones((40, size))
    copies = ops.broadcast_to(kernel, (40, size, size))
    masked = keras.random.dropout(copies, rate, seed=generator)
    y = array(keras, ops.einsum("bi,bio->bo", x, masked))
    masked = array(keras, masked)
    assert len(np.unique(masked.reshape(40, -1), axis=0)) == 40
    # 5 standard errors of a share.
    error = (rate * (1 - rate) / masked.size) ** 0.5
    assert abs((masked == 0).mean() - rate) < 5 * error
    # Each output is the sum over its example's own kernel.
    assert y == pytest.approx(masked.sum(axis=1), rel=1e-4)
    assert (y[0] != y[1]).any()
