"""What docs/dropout.md and its pages say about Keras, asserted against Keras."""

import inspect
import itertools

import numpy as np
import pytest


def draw(keras, layer, x, training=True):
    """The layer's output on ``x`` as a NumPy array of the same shape."""
    return keras.ops.convert_to_numpy(layer(x, training=training))


def ones(keras):
    """A Dense layer that starts as the identity of one unit."""
    return keras.layers.Dense(1, kernel_initializer="ones")


def loss_in_fit(model, x):
    """The loss of one epoch of ``fit`` that cannot move a weight."""
    return model.fit(x, x, verbose=0).history["loss"][0]


def test_dropout_drops_each_unit_with_probability_rate(keras):
    """The rate is the probability of dropping a unit, not of keeping it."""
    x = np.random.default_rng(0).normal(size=(500, 1000))
    for rate in (0.1, 0.5, 0.8):
        for seed in (0, None):
            y = draw(keras, keras.layers.Dropout(rate, seed=seed), x)
            # 5 standard errors of a share.
            error = (rate * (1 - rate) / x.size) ** 0.5
            assert abs((y == 0).mean() - rate) < 5 * error


def test_dropout_drops_units_independently(keras):
    """Units are dropped independently, so the number of survivors is binomial."""
    n = 50_000
    for rate, shape in ((0.8, (100,)), (0.3, (5, 5, 4))):
        y = draw(keras, keras.layers.Dropout(rate, seed=0), np.ones((n, *shape)))
        zeros = y.reshape(n, 100) == 0
        survivors = 100 - zeros.sum(axis=1)
        variance = 100 * rate * (1 - rate)
        # 5 standard errors of mean and variance of a nearly normal count.
        assert abs(survivors.mean() - 100 * (1 - rate)) < 5 * (variance / n) ** 0.5
        assert abs(survivors.var() - variance) < 5 * variance * (2 / n) ** 0.5
        # 5 standard errors of a correlation of independent units: of two neighbors,
        # and of two in the same channel.
        for other in (1, 4):
            correlation = np.corrcoef(zeros[:, 0], zeros[:, other])[0, 1]
            assert abs(correlation) < 5 / n**0.5


def test_dropout_draws_a_new_mask_per_sample_and_call(keras):
    """Each sample of a batch and each call of the layer get a new mask."""
    n = 50_000
    for rate, seed in ((0.5, 0), (0.2, 0), (0.2, None)):
        layer = keras.layers.Dropout(rate, seed=seed)
        masks = np.concatenate([draw(keras, layer, np.ones((3, n))) for _ in range(3)])
        # 5 standard errors around the share on which independent masks agree.
        share = rate**2 + (1 - rate) ** 2
        error = (share * (1 - share) / n) ** 0.5
        for a, b in itertools.combinations(masks, 2):
            assert abs((a == b).mean() - share) < 5 * error


def test_dropout_scales_survivors_in_training(keras):
    """In training, each survivor is multiplied by 1 / (1 - rate)."""
    x = np.linspace(-2, 2, 1000, dtype="float32")[None]
    for rate in (0.1, 0.2, 0.5, 0.8):
        for seed in (0, None):
            y = draw(keras, keras.layers.Dropout(rate, seed=seed), x)
            survives = y != 0
            assert survives.any()
            assert np.allclose(y[survives], x[survives] / (1 - rate), rtol=1e-6)


def test_dropout_keeps_the_mean_and_adds_variance(keras):
    """An output has mean x and variance x^2 rate / (1 - rate)."""
    n, x = 500_000, np.array([-2.0, 1.0, 4.0])
    for p in (0.2, 0.7):
        layer = keras.layers.Dropout(p, seed=0)
        y = draw(keras, layer, np.tile(x, (n, 1))).astype(float)
        variance = x**2 * p / (1 - p)
        assert (abs(y.mean(axis=0) - x) < 5 * (variance / n) ** 0.5).all()
        # Standard error of the variance of x m / (1 - p), by a Bernoulli's 4th moment.
        error = (x / (1 - p)) ** 2 * abs(1 - 2 * p) * (p * (1 - p) / n) ** 0.5
        assert (abs(y.var(axis=0) - variance) < 5 * error).all()


def test_dropout_is_the_identity_at_inference(keras):
    """At inference, the default of a plain call, the output is the input, bit for bit.

    As in every layer, an input of another float type is cast to the layer's type first.
    """
    x = np.random.default_rng(0).normal(size=(10, 100))
    x[0, :3] = np.inf, -np.inf, np.nan
    single = x.astype("float32")
    for rate in (0.1, 0.5):
        layer = keras.layers.Dropout(rate)
        for inputs in (single, x):
            for training in (False, None):
                y = draw(keras, layer, inputs, training=training)
                assert y.dtype == "float32"
                assert np.array_equal(y, single, equal_nan=True)
        assert not np.array_equal(draw(keras, layer, x[1:]), single[1:])


def test_dropout_has_no_weights(keras):
    """Dropout has no weights, so the weights of a model without it fit the same model
    with it.
    """
    x = np.random.default_rng(0).random((5, 8))
    plain = keras.Sequential(
        [keras.Input((8,)), keras.layers.Dense(4), keras.layers.Dense(2)]
    )
    dropout = keras.Sequential(
        [
            keras.Input((8,)),
            keras.layers.Dense(4),
            keras.layers.Dropout(0.5),
            keras.layers.Dense(2),
        ]
    )
    assert dropout.layers[1].weights == []
    assert dropout.count_params() == plain.count_params()
    dropout.set_weights(plain.get_weights())
    assert (dropout.predict_on_batch(x) == plain.predict_on_batch(x)).all()


def test_dropout_rate_is_between_zero_and_one(keras):
    """A rate outside [0, 1], such as 50, raises `ValueError`."""
    for rate in (50, 1.01, 1 + 1e-9, -1e-9, -0.1, -1):
        with pytest.raises(ValueError, match="between 0 and 1"):
            keras.layers.Dropout(rate)
    for rate in (0, 0.0, 1e-9, 0.3, 1 - 1e-9, 1, 1.0):
        assert keras.layers.Dropout(rate).rate == rate


@pytest.mark.since("3.14")
def test_dropout_of_rate_one_leaves_zeros(keras):
    """At rate 1, all units are zero in training, even infinite ones."""
    x = np.array([[1.0, -2.0, np.inf, np.nan]])
    for rate in (1, 1.0):
        for seed in (0, None):
            assert (draw(keras, keras.layers.Dropout(rate, seed=seed), x) == 0).all()


def test_dropout_is_on_in_fit_and_off_elsewhere(keras):
    """Dropout is on only in `fit`: validation, `evaluate`, `predict`, and a plain call
    drop nothing.
    """
    model = keras.Sequential(
        [keras.Input((1,)), ones(keras), keras.layers.Dropout(0.5)]
    )
    model.compile(optimizer=keras.optimizers.SGD(0.0), loss="mse")
    x = np.ones((64, 1))
    history = model.fit(x, x, validation_data=(x, x), verbose=0).history
    # 0 and 2 are both 1 away from the target 1.
    assert history["loss"] == [1.0]
    assert history["val_loss"] == [0.0]
    assert model.evaluate(x, x, verbose=0) == 0.0
    assert (model.predict(x, verbose=0) == 1).all()
    assert (keras.ops.convert_to_numpy(model(x)) == 1).all()
    assert set(np.unique(draw(keras, model, x))) == {0.0, 2.0}


def test_dropout_lowers_the_training_accuracy_of_fit(keras):
    """With the same weights and data, `fit` can report a lower accuracy than
    `evaluate`.

    `fit` measures the outputs with dropout, so if the network is always wrong without
    it, the accuracy of `fit` is the higher one.
    """
    model = keras.Sequential(
        [
            keras.Input((10,)),
            keras.layers.Dropout(0.5),
            keras.layers.Dense(10, activation="softmax", kernel_initializer="identity"),
        ]
    )
    model.compile(
        optimizer=keras.optimizers.SGD(0.0),
        loss="sparse_categorical_crossentropy",
        metrics=["accuracy"],
    )
    x, y = np.tile(np.eye(10), (100, 1)), np.tile(np.arange(10), 100)
    # A dropped input leaves ten equal outputs; the first wins: right for class 0.
    for labels, without, expected in ((y, 1.0, 0.55), ((y + 1) % 10, 0.0, 0.05)):
        accuracy = model.fit(x, labels, verbose=0).history["accuracy"][0]
        assert model.evaluate(x, labels, verbose=0)[1] == without
        # 5 standard errors of a share over 1000 samples.
        assert abs(accuracy - expected) < 5 * (0.25 / 1000) ** 0.5


def test_dropout_is_silently_off_without_training_argument(keras, recwarn):
    """A model whose `call` has no `training` argument trains without dropout, and
    nothing warns you.

    The argument has to have this name: `**kwargs` isn't enough.
    """

    class Silent(keras.Model):
        def __init__(self):
            super().__init__()
            self.drop, self.out = keras.layers.Dropout(0.5), ones(keras)

        def call(self, x):
            return self.out(self.drop(x))

    class Any(Silent):
        def call(self, x, **kwargs):
            return self.out(self.drop(x, **kwargs))

    class Correct(Silent):
        def call(self, x, training=None):
            return self.out(self.drop(x, training=training))

    class Keyword(Silent):
        def call(self, x, *, training):
            return self.out(self.drop(x, training=training))

    x = np.ones((64, 1))
    for model, loss in (
        (Silent(), 0.0),
        (Any(), 0.0),
        (Correct(), 1.0),
        (Keyword(), 1.0),
    ):
        model.compile(optimizer=keras.optimizers.SGD(0.0), loss="mse")
        assert loss_in_fit(model, x) == loss
        assert model.train_on_batch(x, x) == loss
    assert [w for w in recwarn if issubclass(w.category, UserWarning)] == []


def test_dropout_inner_layer_needs_no_training_argument(keras):
    """A layer inside the model can leave out `training`, and dropout still applies.

    So can a layer inside that layer.
    """

    class Block(keras.layers.Layer):
        def __init__(self):
            super().__init__()
            self.drop, self.out = keras.layers.Dropout(0.5), ones(keras)

        def call(self, x):
            return self.out(self.drop(x))

    class Outer(keras.layers.Layer):
        def __init__(self):
            super().__init__()
            self.block = Block()

        def call(self, x):
            return self.block(x)

    class Subclassed(keras.Model):
        def __init__(self, layer):
            super().__init__()
            self.layer = layer

        def call(self, x, training=None):
            return self.layer(x, training=training)

    inputs = keras.Input((1,))
    for model in (
        keras.Sequential([inputs, Block()]),
        keras.Sequential([inputs, Outer()]),
        keras.Model(inputs, Outer()(inputs)),
        Subclassed(Outer()),
    ):
        model.compile(optimizer=keras.optimizers.SGD(0.0), loss="mse")
        assert loss_in_fit(model, np.ones((64, 1))) == 1.0


def test_dropout_training_true_is_overridden_by_predict(keras):
    """In a functional model, `Dropout(rate)(x, training=True)` doesn't stay on in
    `predict`.
    """
    inputs = keras.Input((1000,))
    inner = keras.Sequential([inputs, keras.layers.Dropout(0.5)])
    x = np.ones((2, 1000))
    for layer in (keras.layers.Dropout(0.5), inner):
        model = keras.Model(inputs, layer(inputs, training=True))
        model.compile(loss="mse")
        assert (model.predict(x, verbose=0) == 1).all()
        assert (model.predict_on_batch(x) == 1).all()
        assert model.evaluate(x, x, verbose=0) == 0.0
        assert set(np.unique(keras.ops.convert_to_numpy(model(x)))) == {0.0, 2.0}


def test_dropout_of_a_subclassed_model_keeps_its_own_mode(keras):
    """In a model's `call`, `self.drop(x, training=True)` stays on in `predict`."""

    class Model(keras.Model):
        def __init__(self, mode):
            super().__init__()
            self.drop = keras.layers.Dropout(0.5)
            self.mode = mode

        def call(self, x, training=None):
            return self.drop(x, training=self.mode)

    x = np.ones((2, 1000))
    for mode, values, loss in ((True, {0.0, 2.0}, 1.0), (False, {1.0}, 0.0)):
        model = Model(mode)
        model.compile(loss="mse")
        assert set(np.unique(model.predict(x, verbose=0))) == values
        for training in (True, False, None):
            assert set(np.unique(draw(keras, model, x, training))) == values
        assert model.evaluate(x, x, verbose=0) == loss
        assert model.train_on_batch(x, x) == loss


def test_dropout_subclass_stays_on_in_predict(keras):
    """A subclass of Dropout that passes `training=True` drops units in `predict`, with
    a new mask for each example.
    """

    class AlwaysDropout(keras.layers.Dropout):
        def call(self, inputs, training=None):
            return super().call(inputs, training=True)

    model = keras.Sequential([keras.Input((1000,)), AlwaysDropout(0.5)])
    y = model.predict(np.ones((2, 1000)), verbose=0)
    assert set(np.unique(y)) == {0.0, 2.0}
    assert (y[0] != y[1]).any()
    model.compile(loss="mse")
    assert model.evaluate(np.ones((2, 1000)), np.ones((2, 1000)), verbose=0) == 1.0


def test_dropout_ignores_trainable(keras):
    """`trainable=False` on the layer, or on a model around it, doesn't
    turn dropout off.
    """
    for depth in range(3):
        drop = keras.layers.Dropout(0.5)
        inner = keras.Sequential([keras.Input((1,)), drop])
        base = keras.Sequential([keras.Input((1,)), inner])
        (drop, inner, base)[depth].trainable = False
        assert not drop.trainable
        model = keras.Sequential([keras.Input((1,)), base, ones(keras)])
        model.compile(optimizer=keras.optimizers.SGD(0.0), loss="mse")
        assert loss_in_fit(model, np.ones((64, 1))) == 1.0


def test_dropout_before_batch_normalization_shifts_the_variance(keras):
    """For inputs of mean 0, dropout before batch normalization shrinks the std of the
    output at inference to sqrt(1 - rate).
    """
    n = 100_000
    x = np.random.default_rng(0).normal(size=(n, 1))
    for rate in (0.2, 0.5):
        drop = keras.layers.Dropout(rate, seed=0)
        norm = keras.layers.BatchNormalization(momentum=0.0, epsilon=1e-9)
        training = draw(keras, norm, drop(x, training=True))
        inference = draw(keras, norm, drop(x, training=False), training=False)
        # 5 standard errors: with a kurtosis of at most 6, each variance has 5 / n.
        assert abs(training.std() - 1) < 1e-3
        assert abs(inference.std() ** 2 - (1 - rate)) < 5 * (10 / n) ** 0.5


@pytest.mark.backend("tensorflow", "jax")
def test_dropout_rate_change_needs_compile(keras):
    """After the first `fit`, a new `layer.rate` takes effect only after `compile`."""
    x = np.ones((64, 1))
    for before, after in ((0.5, 0.0), (0.5, 0.75), (0.75, 0.5)):
        drop = keras.layers.Dropout(before)
        inner = keras.Sequential([keras.Input((1,)), drop, ones(keras)])
        model = keras.Sequential([keras.Input((1,)), inner])
        losses = []
        for rate, compiles in ((before, True), (after, False), (after, True)):
            drop.rate = rate
            if compiles:
                model.compile(optimizer=keras.optimizers.SGD(0.0), loss="mse")
            losses.append(loss_in_fit(model, x))
        # Outputs are 0 or 2, both 1 away from the target; 1; or 0 or 4. In 64 rows
        # with rate 0.75 there is a 4.
        first, second, third = ({0.0: 0.0, 1.0: 0.5}.get(loss, 0.75) for loss in losses)
        assert (first, second, third) == (before, before, after)


def test_dropout_compile_keeps_a_given_optimizer(keras):
    """`compile(optimizer=model.optimizer)` keeps the state of the optimizer."""
    x, y = np.ones((4, 1)), np.zeros((4, 1))

    def state(model):
        return [variable.numpy() for variable in model.optimizer.variables]

    for make in (keras.optimizers.Adam, lambda: keras.optimizers.SGD(momentum=0.9)):
        model, whole = (
            keras.Sequential([keras.Input((1,)), ones(keras)]) for _ in range(2)
        )
        for each in (model, whole):
            each.compile(optimizer=make(), loss="mse")
            each.train_on_batch(x, y)
        before = state(model)
        model.compile(optimizer=model.optimizer, loss="mse")
        assert int(model.optimizer.iterations) == 1
        assert all(map(np.array_equal, before, state(model)))
        # Training goes on as if nothing had been compiled.
        for each in (model, whole):
            each.train_on_batch(x, y)
        assert all(map(np.array_equal, model.get_weights(), whole.get_weights()))
        model.compile(optimizer=make(), loss="mse")
        assert int(model.optimizer.iterations) == 0
        for each in (model, whole):
            each.train_on_batch(x, y)
        assert (model.get_weights()[0] != whole.get_weights()[0]).all()


def test_dropout_rate_zero_cannot_be_raised_later(keras):
    """A rate of 0 can't be raised later, because the layer has no seed generator."""
    for rate, seed in ((0, None), (0.0, None), (0.0, 7)):
        layer = keras.layers.Dropout(rate, seed=seed)
        layer.rate = 0.5
        with pytest.raises(AttributeError, match="seed_generator"):
            layer(np.ones((1, 10)), training=True)
    # Any positive rate will do.
    layer = keras.layers.Dropout(1e-9)
    layer.rate = 0.5
    assert set(np.unique(draw(keras, layer, np.ones((1, 1000))))) == {0.0, 2.0}


def test_dropout_input_shape_warns(keras, recwarn):
    """`input_shape=` on a first layer of any kind causes a warning that `keras.Input`
    doesn't cause.
    """
    layers = keras.layers
    for kind, arguments, shape in (
        (layers.Dropout, (0.2,), (64,)),
        (layers.Dense, (2,), (64,)),
        (layers.Conv1D, (2, 3), (9, 3)),
        (layers.LSTM, (2,), (9, 3)),
        (layers.Flatten, (), (9, 3)),
        (layers.BatchNormalization, (), (64,)),
        (layers.Embedding, (5, 2), (9,)),
    ):
        plain = keras.Sequential([keras.Input(shape), kind(*arguments)])
        assert [w for w in recwarn if issubclass(w.category, UserWarning)] == []
        with pytest.warns(UserWarning, match="input_shape"):
            layer = kind(*arguments, input_shape=shape)
        # It works all the same.
        assert keras.Sequential([layer]).input_shape == plain.input_shape


def test_dropout_commutes_with_relu_not_sigmoid(keras):
    """Dropout before ReLU equals dropout after it; with sigmoid, the two differ."""
    z = np.random.default_rng(0).normal(size=(10, 100)).astype("float32")
    for rate in (0.1, 0.5, 0.8):

        def drop(x, rate=rate):
            return keras.layers.Dropout(rate, seed=0)(x, training=True)

        survives = keras.ops.convert_to_numpy(drop(np.ones_like(z))) != 0
        for activation, same in ((keras.ops.relu, True), (keras.ops.sigmoid, False)):
            before = keras.ops.convert_to_numpy(activation(drop(z)))
            after = keras.ops.convert_to_numpy(drop(activation(z)))
            scaled = survives * z / (1 - rate)
            expected = keras.ops.convert_to_numpy(activation(scaled))
            assert np.allclose(before, expected)
            assert np.allclose(before, after) == same


def test_dropout_same_seed_draws_the_same_masks(keras):
    """Two layers with the same rate and `seed` use the same masks, in the same order.

    Their inputs have to have the same shape. With two rates, the lower one keeps
    whatever the higher one keeps.
    """
    layer = keras.layers.Dropout
    for seed, rate, shape in ((0, 0.5, (1, 1000)), (7, 0.2, (8, 5, 25))):
        x = np.ones(shape)
        a, b, c = (layer(rate, seed=each) for each in (seed, seed, seed + 1))
        higher, wide = layer(rate + 0.2, seed=seed), layer(rate, seed=seed)
        for _ in range(2):
            first = draw(keras, a, x)
            assert np.allclose(np.unique(first), [0, 1 / (1 - rate)])
            assert (first == draw(keras, b, x)).all()
            assert (first != draw(keras, c, x)).any()
            survives = draw(keras, higher, x) != 0
            assert (first[survives] != 0).all()
            assert (first[~survives] != 0).any()
            columns = draw(keras, wide, np.ones((*shape[:-1], shape[-1] + 7)))
            assert shape[0] == 1 or (columns[..., : shape[-1]] != first).any()


def test_dropout_rate_zero_changes_nothing_in_training(keras):
    """A layer built with rate 0 returns its input in training, too."""
    x = np.random.default_rng(0).normal(size=(10, 100)).astype("float32")
    x[0, :3] = np.inf, -np.inf, np.nan
    for rate, seed in ((0, None), (0.0, None), (0.0, 7)):
        zero = keras.layers.Dropout(rate, seed=seed)
        assert np.array_equal(draw(keras, zero, x), x, equal_nan=True)
        assert zero.variables == []
    half = keras.layers.Dropout(0.5)
    assert set(np.unique(draw(keras, half, x[1:]) / x[1:])) == {0.0, 2.0}


def test_dropout_makes_zeros_of_infinite_values(keras):
    """A dropped unit is 0 even if it was infinite or NaN.

    With PyTorch, this is true only of a layer with a `seed`.
    """
    x = np.array([[np.inf, -np.inf, np.nan, 1.0]] * 100)
    for rate, seed in ((0.5, 0), (0.2, 7), (0.5, None)):
        if seed is None and keras.config.backend() == "torch":
            continue
        y = draw(keras, keras.layers.Dropout(rate, seed=seed), x)
        # A survivor is scaled; a product with 0 would make NaN of infinities.
        assert ((y == 0) | np.isclose(y, x / (1 - rate)) | np.isnan(x)).all()
        assert (y == 0).any(axis=0).all()
        assert not (y == 0).all(axis=0).any()


@pytest.mark.backend("tensorflow")
def test_dropout_refuses_integers_in_training(keras):
    """Integers pass at inference but raise `ValueError` in training.

    With a rate of 0 or 1 they pass, because there is nothing random.
    """
    for kind in ("int32", "int64", "uint8"):
        x = np.array([[1, 2, 3]], kind)
        for rate, seed in ((0.5, None), (0.2, 7)):
            layer = keras.layers.Dropout(rate, seed=seed)
            assert draw(keras, layer, x, training=False).tolist() == [[1, 2, 3]]
            with pytest.raises(ValueError, match="floating point"):
                layer(x, training=True)
            values = {0, *np.float32([1, 2, 3]) / np.float32(1 - rate)}
            y = draw(keras, layer, x.astype(float))
            assert np.isclose(y[..., None], list(values)).any(axis=-1).all()
        assert draw(keras, keras.layers.Dropout(0.0), x).tolist() == [[1, 2, 3]]


@pytest.mark.backend("tensorflow", "torch")
def test_dropout_returns_the_dtype_of_its_policy(keras):
    """The output has the layer's dtype, including `float16`, whatever the input's dtype
    is.

    The same is true at inference.
    """
    for dtype in ("float16", "bfloat16", "float32", "float64"):
        for given in ("float16", "float32", "float64"):
            layer = keras.layers.Dropout(0.5, dtype=dtype)
            for training, expected in ((True, {0.0, 2.0}), (False, {1.0})):
                x = keras.ops.ones((1, 1000), dtype=given)
                y = layer(x, training=training)
                assert keras.backend.standardize_dtype(y.dtype) == dtype
                values = keras.ops.convert_to_numpy(keras.ops.cast(y, "float32"))
                assert set(np.unique(values)) == expected


def test_dropout_passes_the_mask_on(keras):
    """Dropout passes the mask of padded timesteps on to the next layer."""
    calls = []

    class Look(keras.layers.Identity):
        def call(self, x, mask=None):
            calls.append((keras.ops.convert_to_numpy(x), mask))
            return x

    x = np.ones((1, 3, 1000))
    x[:, 2] = 0
    for rate in (0.5, 0.0):
        drop = keras.layers.Dropout(rate)
        for training in (True, False):
            calls.clear()
            Look()(drop(keras.layers.Masking(0.0)(x), training=training))
            Look()(drop(x, training=training))
            (y, mask), (plain, no_mask) = calls
            assert keras.ops.convert_to_numpy(mask).tolist() == [[True, True, False]]
            assert no_mask is None
            values = {0.0, 2.0 if rate and training else 1.0}
            assert set(np.unique(y)) == set(np.unique(plain)) == values
    embedding = keras.layers.Embedding(5, 4, mask_zero=True)
    Look()(keras.layers.Dropout(0.5)(embedding(np.array([[3, 0, 1]])), training=True))
    mask = keras.ops.convert_to_numpy(calls[-1][1])
    assert mask.tolist() == [[True, False, True]]


def test_dropout_takes_any_shape_and_keeps_it(keras):
    """An input with any number of axes keeps its shape, even in training."""
    for shape in ((), (100,), (100, 4), (100, 4, 3), (4,) * 4, (3,) * 5, (3,) * 6):
        layer = keras.layers.Dropout(0.5)
        assert layer.compute_output_shape((None, *shape)) == (None, *shape)
        y = draw(keras, layer, np.ones(shape))
        assert y.shape == shape
        assert set(np.unique(y)) <= {0.0, 2.0}
        assert y.size < 100 or len(np.unique(y)) == 2


def test_dropout_state_is_no_weight(keras):
    """The layer's one variable, the state of its generator, is in `variables` but not
    in `weights`.
    """
    for seed in (None, 7):
        layer = keras.layers.Dropout(0.5, seed=seed)
        model = keras.Sequential([keras.Input((4,)), layer])
        assert [tuple(variable.shape) for variable in layer.variables] == [(2,)]
        assert len(model.variables) == 1
        assert model.weights == model.trainable_variables == []
        assert model.get_weights() == []
        assert model.count_params() == 0
        assert set(np.unique(draw(keras, model, np.ones((100, 4))))) == {0.0, 2.0}


def test_dropout_model_loads_weights_saved_without(keras, tmp_path):
    """A weights file saved without Dropout loads into the same model with Dropout."""

    def build(*between):
        return keras.Sequential(
            [
                keras.Input((4,)),
                keras.layers.Dense(8),
                *between,
                keras.layers.Dense(2),
            ]
        )

    class Subclassed(keras.Model):
        def __init__(self, *between):
            super().__init__()
            self.first, self.between = keras.layers.Dense(8), list(between)
            self.last = keras.layers.Dense(2)

        def call(self, x, training=None):
            x = self.first(x)
            for layer in self.between:
                x = layer(x, training=training)
            return self.last(x)

    x, file = np.ones((3, 4)), tmp_path / "plain.weights.h5"
    for make in (build, Subclassed):
        between = [keras.layers.Dropout(rate) for rate in (0.5, 0.2)]
        plain, dropout = make(), make(*between)
        assert (plain.predict_on_batch(x) != dropout.predict_on_batch(x)).any()
        plain.save_weights(file)
        dropout.load_weights(file)
        assert (plain.predict_on_batch(x) == dropout.predict_on_batch(x)).all()
        y = draw(keras, between[0], np.ones((1, 1000)))
        assert set(np.unique(y)) == {0.0, 2.0}


def test_dropout_explicit_call_hides_a_missing_training_argument(keras):
    """`model(x, training=True)` drops units even if the model's `call` has no
    `training` argument.
    """

    class Silent(keras.Model):
        def __init__(self):
            super().__init__()
            self.drop, self.out = keras.layers.Dropout(0.5), ones(keras)

        def call(self, x):
            return self.out(self.drop(x))

    x = np.ones((1000, 1))
    for targets, loss in ((x, 0.0), (3 * x, 4.0)):
        model = Silent()
        assert set(np.unique(draw(keras, model, x))) == {0.0, 2.0}
        model.compile(optimizer=keras.optimizers.SGD(0.0), loss="mse")
        assert model.train_on_batch(x, targets) == loss
        assert loss_in_fit(model, x) == 0.0


def test_dropout_built_models_name_training_in_call(keras):
    """The `call` of Sequential and functional models has a `training` argument."""

    class Silent(keras.Model):
        def call(self, x):
            return x

    inputs = keras.Input((1,))
    models = keras.Sequential([inputs]), keras.Model(inputs, inputs * 2), Silent()
    names = [inspect.signature(model.call).parameters for model in models]
    assert ["training" in each for each in names] == [True, True, False]


def test_dropout_commutes_with_leaky_relu_not_tanh(keras):
    """Leaky ReLU commutes with dropout; tanh doesn't, although it maps 0 to 0."""

    def leaky(x):
        return keras.ops.leaky_relu(x, 0.05)

    z = np.random.default_rng(0).normal(size=(10, 100)).astype("float32")
    for rate in (0.1, 0.5, 0.8):

        def drop(x, rate=rate):
            return keras.layers.Dropout(rate, seed=0)(x, training=True)

        assert (keras.ops.convert_to_numpy(drop(z)) == 0).any()
        for activation, same in (
            (keras.ops.leaky_relu, True),
            (leaky, True),
            (keras.ops.tanh, False),
        ):
            before = keras.ops.convert_to_numpy(activation(drop(z)))
            after = keras.ops.convert_to_numpy(drop(activation(z)))
            assert ((before == 0) == (after == 0)).all()
            assert np.allclose(before, after) == same


def test_dropout_before_max_pooling_raises_the_mean(keras):
    """Dropout before max pooling raises the mean wherever two units are positive.

    Two ones and rate 0.5 give 1.5. Dropout after the pooling keeps the mean.
    """
    n = 100_000
    for rate, window in ((0.5, (1, 1)), (0.2, (1, 1)), (0.5, (3, 1)), (0.5, (2, -1))):
        x = np.tile(np.array(window, float)[None, :, None], (n, 1, 1))
        pool = keras.layers.MaxPooling1D(2)
        drop = keras.layers.Dropout(rate, seed=0)
        before, after = (
            draw(keras, pool, draw(keras, drop, x)),
            draw(keras, drop, pool(x)),
        )
        # The larger one survives, or it does not and the other one does, or neither.
        large, small = window
        mean = large + rate * max(small, 0)
        # 5 standard errors; the square of what is scaled up bounds the variance.
        error = 5 * large / (1 - rate) / n**0.5
        assert abs(before.mean() - mean) < error
        assert abs(after.mean() - large) < error
        # It rises where a second unit is positive, and never falls.
        assert (before.mean() > large + error) == (small > 0)


def test_dropout_before_average_pooling_keeps_the_mean(keras):
    """Dropout before average pooling keeps the mean, and averaging two equal units
    halves its variance.

    With other nonnegative units, the variance is smaller, too, or the same.
    """
    n, p = 100_000, 0.5
    for window in ((1, 1), (3, 1), (2, 0), (1, 1, 1, 1), (2, -1)):
        size = len(window)
        x = np.tile(np.array(window, float)[None, :, None], (n, 1, 1))
        pool = keras.layers.AveragePooling1D(size)
        drop = keras.layers.Dropout(p, seed=0)
        before, after = (
            draw(keras, pool, draw(keras, drop, x)),
            draw(keras, drop, pool(x)),
        )
        single = sum(value**2 for value in window) / size**2 * p / (1 - p)
        whole = np.mean(window) ** 2 * p / (1 - p)
        for y, variance in ((before, single), (after, whole)):
            # 5 standard errors; a kurtosis of at most 3 gives each variance 2 v^2 / n.
            assert abs(y.mean() - np.mean(window)) < 5 * (variance / n) ** 0.5
            assert abs(y.var() - variance) < 5 * variance * (2 / n) ** 0.5
        if min(window) >= 0:
            assert single <= whole
        if len(set(window)) == 1:
            assert single == whole / size


def test_dropout_layers_in_a_row_multiply(keras):
    """Two layers of rate p in a row let (1 - p)^2 of the units through, scaled by the
    inverse.

    That is the share and the scale of one layer with rate 1 - (1 - p)^2.
    """
    n = 500_000
    for p, seeds in ((0.2, (0, 1)), (0.7, (0, 1)), (0.2, (None, None))):
        first, second = (keras.layers.Dropout(p, seed=seed) for seed in seeds)
        y = draw(keras, second, draw(keras, first, np.ones((1, n))))
        share = (1 - p) ** 2
        # 5 standard errors of a share over n draws.
        assert abs((y != 0).mean() - share) < 5 * (share * (1 - share) / n) ** 0.5
        assert np.allclose(y[y != 0], 1 / share, rtol=1e-6)


def test_dropout_after_softmax_leaves_no_probabilities(keras):
    """In training, dropout after softmax makes outputs that don't sum to 1."""
    softmax = keras.ops.softmax(np.zeros((1000, 4), "float32"))
    layer = keras.layers.Dropout(0.5, seed=0)
    sums = draw(keras, layer, softmax).sum(axis=1)
    # Softmax rounds, on each processor in its own way.
    assert set(np.unique(sums.round(5))) == {0.0, 0.5, 1.0, 1.5, 2.0}
    assert np.allclose(draw(keras, layer, softmax, training=False).sum(axis=1), 1)
    logits = np.random.default_rng(0).normal(size=(1000, 7)).astype("float32")
    layer = keras.layers.Dropout(0.2, seed=0)
    sums = draw(keras, layer, keras.ops.softmax(logits)).sum(axis=1)
    # Neither a row without a dropped unit, whose sum is 1.25, nor another has sum 1.
    assert (abs(sums - 1) > 1e-6).all()


def test_dropout_after_softmax_can_make_the_loss_nan(keras):
    """If dropout removes all outputs of an example,
    `categorical_crossentropy` is NaN.
    """
    # Among 64 rows, one without an output is as good as certain at rate 0.5.
    x = np.tile([[1.0, 0.0]], (64, 1))
    for rate, outputs, finite in ((0.5, {0.0, 1.0}, False), (0.0, {0.5}, True)):
        model = keras.Sequential(
            [
                keras.Input((2,)),
                keras.layers.Dense(2, "softmax", kernel_initializer="zeros"),
                keras.layers.Dropout(rate, seed=0),
            ]
        )
        model.compile(loss="categorical_crossentropy")
        assert set(np.unique(draw(keras, model, x).round(5))) == outputs
        assert np.isfinite(model.test_on_batch(x, x))
        assert np.isfinite(model.train_on_batch(x, x)) == finite


def test_dropout_on_a_branch_keeps_the_shortcut(keras):
    """`x + Dropout(f(x))` never drops `x`, but `Dropout(x + f(x))` does."""
    inputs = keras.Input((1000,))
    threes = keras.initializers.Identity(3.0)
    branch = keras.layers.Dense(1000, kernel_initializer=threes)(inputs)
    x = np.ones((1, 1000))
    for rate, scale in ((0.5, 2.0), (0.75, 4.0)):
        on_branch = inputs + keras.layers.Dropout(rate)(branch)
        on_sum = keras.layers.Dropout(rate)(inputs + branch)
        model = keras.Model(inputs, [on_branch, on_sum])
        values = [
            set(np.unique(keras.ops.convert_to_numpy(y)))
            for y in model(x, training=True)
        ]
        assert values == [{1.0, 1 + 3 * scale}, {0.0, 4 * scale}]


@pytest.mark.parametrize("p", [0.2, 0.5])
def test_dropout_before_batch_normalization_shrinks_more_with_a_mean(keras, p):
    """For inputs of mean m and variance v, the std shrinks by the factor sqrt((1 - p) /
    (1 + p m^2 / v)).

    After a ReLU of standard normal sums, that is 0.64 at rate 0.5, and 0.86 at 0.2.
    """
    n, r = 100_000, np.random.default_rng(0)
    normal = r.normal(size=(n, 1))
    relu = np.maximum(normal, 0)
    for x in normal, normal + 2, normal - 2, relu, r.uniform(0, 1, (n, 1)):
        norm = keras.layers.BatchNormalization(momentum=0.0, epsilon=1e-9)
        norm(keras.layers.Dropout(p, seed=0)(x, training=True), training=True)
        factor = (1 - p) / (1 + p * x.mean() ** 2 / x.var())
        # What varies is the variance under dropout: five standard errors of it.
        m1, m2, m3, m4 = (np.mean(x**k) / (1 - p) ** (k - 1) for k in range(1, 5))
        variance = m2 - m1**2
        fourth = m4 - 4 * m1 * m3 + 6 * m1**2 * m2 - 3 * m1**4
        error = 5 * ((fourth / variance**2 - 1) / n) ** 0.5
        assert abs(draw(keras, norm, x, False).var() / factor - 1) < error / (1 - error)
        if x is relu:
            assert factor**0.5 == pytest.approx({0.2: 0.86, 0.5: 0.64}[p], abs=0.005)
            assert factor < 1 - p


def test_dropout_after_batch_normalization_shifts_nothing(keras):
    """Dropout after batch normalization doesn't change the statistics
    that it records.
    """
    for momentum, mean in ((0.0, 0), (0.99, 3)):
        x = np.random.default_rng(0).normal(mean, 1, size=(1000, 3))
        outputs, records = [], []
        for rate in (0.5, 0.0):
            norm = keras.layers.BatchNormalization(momentum=momentum)
            model = keras.Sequential(
                [keras.Input((3,)), norm, keras.layers.Dropout(rate)],
            )
            outputs.append(draw(keras, model, x))
            records.append([v.numpy() for v in norm.non_trainable_variables])
        half, whole = outputs
        assert set(np.unique(half / whole)) == {0.0, 2.0}
        assert all(map(np.array_equal, *records))


def always_dropout(keras):
    """The subclass of docs/dropout/monte-carlo.md."""

    class AlwaysDropout(keras.layers.Dropout):
        def call(self, inputs, training=None):
            return super().call(inputs, training=True)

    return AlwaysDropout


def statistics(norm):
    """What a BatchNormalization has recorded: moving mean and variance."""
    return np.array([variable.numpy() for variable in norm.non_trainable_variables])


def test_dropout_training_call_moves_batch_normalization(keras):
    """`model(x, training=True)` also updates the moving averages of batch
    normalization.
    """
    norm = keras.layers.BatchNormalization()
    model = keras.Sequential([keras.Input((3,)), norm, keras.layers.Dropout(0.5)])
    x = np.random.default_rng(0).normal(5, 2, (50, 3))
    before = statistics(norm)
    for y in (model(x), model(x, training=False), model.predict(x, verbose=0)):
        assert np.allclose(keras.ops.convert_to_numpy(y), x / (1 + norm.epsilon) ** 0.5)
        assert (statistics(norm) == before).all()
    y = draw(keras, model, x)
    # One step of momentum 0.99 from mean 0 and variance 1.
    assert np.allclose(statistics(norm), [x.mean(0) / 100, 0.99 + x.var(0) / 100])
    assert set(np.unique(y / draw(keras, norm, x))) == {0.0, 2.0}


def test_dropout_subclass_leaves_batch_normalization_alone(keras):
    """In `predict`, the subclass drops units while batch normalization stays in
    inference mode.
    """
    norm = keras.layers.BatchNormalization()
    model = keras.Sequential(
        [keras.Input((100,)), norm, always_dropout(keras)(0.5, seed=0)]
    )
    x = np.random.default_rng(0).normal(5, 2, (50, 100))
    before = statistics(norm)
    y = model.predict(x, verbose=0)
    assert (statistics(norm) == before).all()
    expected = 2 * draw(keras, norm, x, training=False)
    survives = y != 0
    assert 0 < survives.mean() < 1
    assert np.allclose(y[survives], expected[survives], rtol=1e-5)


def test_dropout_training_false_is_overridden_by_fit(keras):
    """In a functional model, `Dropout(rate)(x, training=False)` still drops units in
    `fit`.
    """
    inputs = keras.Input((1,))
    inner = keras.Sequential([inputs, keras.layers.Dropout(0.5)])
    x = np.ones((64, 1))
    for layer in (keras.layers.Dropout(0.5), inner):
        model = keras.Model(inputs, ones(keras)(layer(inputs, training=False)))
        model.compile(optimizer=keras.optimizers.SGD(0.0), loss="mse")
        assert (keras.ops.convert_to_numpy(model(x)) == 1).all()
        assert loss_in_fit(model, x) == 1.0
        assert model.train_on_batch(x, x) == 1.0
        assert model.evaluate(x, x, verbose=0) == 0.0


def test_dropout_training_of_the_call_wins(keras):
    """The `training` that you pass to a functional model overrides its layer's own."""
    inputs, x = keras.Input((1000,)), np.ones((1, 1000))
    inner = keras.Sequential([inputs, keras.layers.Dropout(0.5)])
    for layer in (keras.layers.Dropout(0.5), inner):
        for training, values in ((True, {0.0, 2.0}), (False, {1.0})):
            model = keras.Model(inputs, layer(inputs, training=training))
            assert set(np.unique(draw(keras, model, x, training=None))) == values
            assert set(np.unique(draw(keras, model, x, training=True))) == {0.0, 2.0}
            assert set(np.unique(draw(keras, model, x, training=False))) == {1.0}


def test_dropout_mean_of_draws_has_a_standard_error(keras):
    """The mean of n predictions varies by their standard deviation over
    the root of n.
    """
    for rate in (0.5, 0.2):
        drop = always_dropout(keras)(rate, seed=0)
        model = keras.Sequential([keras.Input((1,)), drop, ones(keras)])
        for n in (25, 100):
            x = np.ones((1000 * n, 1))
            draws = model.predict(x, verbose=0, batch_size=10_000)
            means = draws.reshape(1000, n).mean(axis=1)
            # 5 standard errors of the standard deviation of 1000 nearly normal means.
            single = (rate / (1 - rate)) ** 0.5
            assert abs(means.std() * n**0.5 / single - 1) < 5 / (2 * 1000) ** 0.5


def test_dropout_mean_of_draws_is_the_output_for_a_linear_head_only(keras):
    """With a linear head, the mean of many predictions is the output without dropout;
    with ReLU, it isn't.
    """
    n = 100_000
    x = np.ones((n, 2))
    for activation, lowest, mean in (("linear", -1.0, 1.0), ("relu", 0.0, 1.25)):
        head = keras.layers.Dense(
            1,
            activation=activation,
            kernel_initializer="ones",
            bias_initializer=keras.initializers.Constant(-1),
        )
        always, drop = always_dropout(keras)(0.5, seed=0), keras.layers.Dropout(0.5)
        sampler = keras.Sequential([keras.Input((2,)), always, head])
        plain = keras.Sequential([keras.Input((2,)), drop, head])
        assert (plain.predict(x[:1], verbose=0) == 1).all()
        for draws in (
            sampler.predict(x, verbose=0, batch_size=n),
            draw(keras, plain, x),
        ):
            # Sums 0, 2, 2, 4 minus 1: variance 2 at most. 5 standard errors.
            assert set(np.unique(draws)) == {lowest, 1.0, 3.0}
            assert abs(draws.mean() - mean) < 5 * (2 / n) ** 0.5


def test_dropout_subclass_is_loaded_if_registered(keras, tmp_path):
    """A model with the subclass loads if the class is registered or in
    `custom_objects`.
    """
    plain = always_dropout(keras)
    registered_class = keras.saving.register_keras_serializable("tests")(
        always_dropout(keras)
    )
    x, file = np.ones((1, 1000)), tmp_path / "model.keras"
    for layer, custom in ((registered_class, None), (plain, {"AlwaysDropout": plain})):
        keras.Sequential([keras.Input((1000,)), layer(0.5)]).save(file)
        model = keras.saving.load_model(file, custom_objects=custom)
        assert type(model.layers[0]) is layer
        assert set(np.unique(model.predict(x, verbose=0))) == {0.0, 2.0}
    with pytest.raises(TypeError, match="AlwaysDropout"):
        keras.saving.load_model(file)


def test_dropout_subclass_replaces_dropout_in_a_trained_model(keras):
    """`clone_model` with a `clone_function` can replace Dropout with a subclass."""
    model = keras.Sequential(
        [keras.Input((4,)), keras.layers.Dense(50), keras.layers.Dropout(0.3)]
    )

    def clone(layer):
        kind = type(layer)
        if kind is keras.layers.Dropout:
            kind = always_dropout(keras)
        return kind.from_config(layer.get_config())

    copy = keras.models.clone_model(model, clone_function=clone)
    copy.set_weights(model.get_weights())
    assert copy.layers[1].rate == 0.3
    x = np.ones((1, 4))
    outputs, y = (each.predict(x, verbose=0) for each in (model, copy))
    survives = y != 0
    assert 0 < survives.sum() < 50
    assert np.allclose(y[survives], outputs[survives] / 0.7, rtol=1e-5)


def around(keras, model):
    """A model around this one that calls it in training."""

    class MonteCarlo(keras.Model):
        def __init__(self):
            super().__init__()
            self.model = model

        def call(self, x):
            return self.model(x, training=True)

    return MonteCarlo()


def drawing_models(keras):
    """Models that can draw at one place each, below the outermost model."""
    layers = keras.layers

    class Block(layers.Layer):
        def __init__(self):
            super().__init__()
            self.drop = layers.Dropout(0.5)
            self.attention = layers.MultiHeadAttention(2, 3, dropout=0.5)

        def call(self, x):
            return self.drop(x)

    class Attending(Block):
        def call(self, x):
            return self.attention(x, x)

    class Subclassed(keras.Model):
        def __init__(self):
            super().__init__()
            self.drop = layers.Dropout(0.5)

        def call(self, x):
            return self.drop(x)

    def stack(*layers):
        return keras.Sequential([keras.Input((6, 20)), *layers])

    yield Subclassed()
    for layer in [
        stack(layers.Dropout(0.5)),
        stack(stack(layers.Dropout(0.5))),
        layers.TimeDistributed(layers.Dropout(0.5)),
        layers.SpatialDropout1D(0.5),
        layers.GaussianDropout(0.5),
        layers.AlphaDropout(0.5),
        layers.GaussianNoise(0.5),
        layers.LSTM(5, dropout=0.5),
        layers.GRU(5, recurrent_dropout=0.5),
        layers.Bidirectional(layers.LSTM(5, dropout=0.5)),
        layers.RNN([layers.LSTMCell(5, dropout=0.5), layers.LSTMCell(5)]),
        Block(),
        Attending(),
    ]:
        yield stack(layer)


def varies(model, x):
    """Whether two calls of `predict` differ."""
    first, second = (model.predict(x, verbose=0) for _ in range(2))
    return bool((first != second).any())


def test_monte_carlo_model_around_draws_at_every_level(keras):
    """A model whose `call` passes `training=True` to another model turns dropout on at
    every level of that model.
    """
    x = np.random.default_rng(0).normal(size=(4, 6, 20)).astype("float32")
    for model in drawing_models(keras):
        model(x)
        assert (varies(model, x), varies(around(keras, model), x)) == (False, True)
    inputs = {name: keras.Input((20,), name=name) for name in ("a", "b")}
    model = keras.Model(
        inputs,
        {
            "sum": keras.layers.Dropout(0.5)(inputs["a"] + inputs["b"]),
            "same": inputs["a"],
        },
    )
    x = {name: np.ones((4, 20)) for name in inputs}
    y = around(keras, model).predict(x, verbose=0)
    assert set(np.unique(y["sum"])) == {0, 4}
    assert (y["same"] == 1).all()


def test_monte_carlo_clone_misses_inner_layers(keras):
    """A `clone_function` for Dropout replaces nothing below the outermost model.

    With `recursive=True` it reaches nested models, but no layers inside a layer.
    """
    layers = keras.layers
    always = always_dropout(keras)
    x = np.random.default_rng(0).normal(size=(4, 6, 20)).astype("float32")

    def clone(layer):
        kind = always if type(layer) is layers.Dropout else type(layer)
        return kind.from_config(layer.get_config())

    inputs = keras.Input((6, 20))
    inner = keras.Sequential([inputs, layers.Dropout(0.5)])
    attention = layers.MultiHeadAttention(2, 3, dropout=0.5)
    for outputs, draws, draws_recursively in [
        (layers.Dropout(0.5)(inputs), True, True),
        (inner(inputs), False, True),
        (layers.TimeDistributed(layers.Dropout(0.5))(inputs), False, False),
        (layers.LSTM(5, dropout=0.5)(inputs), False, False),
        (attention(inputs, inputs), False, False),
    ]:
        model = keras.Model(inputs, outputs)
        for recursive, expected in ((False, draws), (True, draws_recursively)):
            copy = keras.models.clone_model(
                model, clone_function=clone, recursive=recursive
            )
            assert varies(copy, x) == expected
        assert varies(around(keras, model), x)


def test_monte_carlo_frozen_model_keeps_its_statistics(keras):
    """A frozen model called in training mode drops units but normalizes as it does at
    inference.
    """
    layers = keras.layers
    x = np.random.default_rng(0).normal(5, 1, size=(4, 6, 20)).astype("float32")

    def stack(*layers):
        return keras.Sequential([keras.Input((6, 20)), *layers])

    for make in (
        lambda norm: stack(norm, layers.Dropout(0.5)),
        lambda norm: stack(stack(norm), layers.Dropout(0.5)),
        lambda norm: stack(layers.TimeDistributed(norm), layers.Dropout(0.5)),
    ):
        for trainable in (False, True):
            norm = layers.BatchNormalization(epsilon=0)
            model = make(norm)
            model.trainable = trainable
            y = around(keras, model).predict(x, verbose=0)
            survives = y != 0
            # 5 standard errors of a share.
            assert abs(survives.mean() - 0.5) < 5 * 0.5 / x.size**0.5
            same = np.allclose(y[survives], 2 * x[survives], rtol=1e-5)
            moves = abs(keras.ops.convert_to_numpy(norm.moving_mean)).max() > 0
            assert (same, moves) == (not trainable, trainable)


def test_monte_carlo_augmentation_draws_as_well(keras):
    """Even a frozen augmentation layer augments in a model called in training mode."""
    x = np.random.default_rng(0).normal(size=(8, 6, 6, 3)).astype("float32")
    for layer in (
        keras.layers.RandomFlip(),
        keras.layers.RandomTranslation(0.3, 0.3),
        keras.layers.RandomRotation(0.3),
        keras.layers.RandomZoom(0.3),
        keras.layers.RandomContrast(0.3),
        keras.layers.RandomBrightness(0.3, value_range=(-3, 3)),
    ):
        model = keras.Sequential([keras.Input((6, 6, 3)), layer])
        model.trainable = False
        assert not varies(model, x)
        assert varies(around(keras, model), x)


def test_monte_carlo_spectral_normalization_updates_when_frozen(keras):
    """Even a frozen `SpectralNormalization` changes its kernel when called in training
    mode.
    """
    x = np.ones((2, 5, 3))
    for kind in (keras.layers.Dense(4), keras.layers.Conv1D(4, 2)):
        layer = keras.layers.SpectralNormalization(kind)
        model = keras.Sequential([keras.Input((5, 3)), layer])
        model.trainable = False
        for predict, moves in ((model, False), (around(keras, model), True)):
            before = keras.ops.convert_to_numpy(kind.kernel).copy()
            predict.predict(x, verbose=0)
            after = keras.ops.convert_to_numpy(kind.kernel)
            assert (before != after).any() == moves


def test_dropout_subclass_with_a_seed_repeats_from_the_start(keras):
    """With a `seed`, two calls of `predict` differ, and a new layer with the same seed
    repeats them in order.
    """

    def predictions(seed):
        layer = always_dropout(keras)(0.5, seed=seed)
        model = keras.Sequential([keras.Input((100,)), layer])
        return [model.predict(np.ones((1, 100)), verbose=0) for _ in range(2)]

    first, second = predictions(0)
    assert (first != second).any()
    assert np.array_equal([first, second], predictions(0))
    assert not np.array_equal([first, second], predictions(1))
