"""What docs/dropout.md and its pages say about Keras, asserted against Keras."""

import inspect

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
    """The rate is the probability with which a unit is dropped, not kept."""
    for rate in (0.1, 0.5, 0.8):
        y = draw(keras, keras.layers.Dropout(rate, seed=0), np.ones((1000, 1000)))
        # 5 standard errors of a share over a million draws.
        assert abs((y == 0).mean() - rate) < 5 * (rate * (1 - rate) / 1e6) ** 0.5


def test_dropout_drops_units_independently(keras):
    """Units drop independently: the count of survivors is binomial."""
    y = draw(keras, keras.layers.Dropout(0.8, seed=0), np.ones((100_000, 100)))
    survivors = (y != 0).sum(axis=1)
    # 5 standard errors of mean and variance of a nearly normal count of variance 16.
    assert abs(survivors.mean() - 20) < 5 * 4 / 100_000**0.5
    assert abs(survivors.var() - 16) < 5 * 16 * (2 / 100_000) ** 0.5
    zeros = (y == 0).astype(float)
    # 5 standard errors of a correlation of independent units.
    assert abs(np.corrcoef(zeros[:, 0], zeros[:, 1])[0, 1]) < 5 / 100_000**0.5


def test_dropout_draws_a_new_mask_per_sample_and_call(keras):
    """Every sample of a batch and every call of the layer gets a new mask."""
    layer = keras.layers.Dropout(0.5, seed=0)
    x = np.ones((2, 100_000))
    first, second = draw(keras, layer, x), draw(keras, layer, x)
    for a, b in ((first[0], first[1]), (first[0], second[0])):
        # 5 standard errors around the share on which independent masks agree.
        assert abs((a == b).mean() - 0.5) < 5 * 0.5 / 100_000**0.5


def test_dropout_scales_survivors_in_training(keras):
    """In training a survivor is multiplied by 1 / (1 - rate)."""
    x = np.linspace(1, 2, 1000, dtype="float32")[None]
    for rate in (0.1, 0.2, 0.5, 0.8):
        y = draw(keras, keras.layers.Dropout(rate, seed=0), x)
        survives = y != 0
        assert survives.any()
        assert np.allclose(y[survives], x[survives] / (1 - rate), rtol=1e-6)


def test_dropout_keeps_the_mean_and_adds_variance(keras):
    """An output has mean x and variance x^2 rate / (1 - rate)."""
    n, p = 1_000_000, 0.2
    x = np.array([1.0, 2.0, 4.0])
    y = draw(keras, keras.layers.Dropout(p, seed=0), np.tile(x, (n, 1))).astype(float)
    variance = x**2 * p / (1 - p)
    assert (abs(y.mean(axis=0) - x) < 5 * (variance / n) ** 0.5).all()
    # Standard error of the variance of x m / (1 - p), from a Bernoulli's 4th moment.
    error = (x / (1 - p)) ** 2 * abs(1 - 2 * p) * (p * (1 - p) / n) ** 0.5
    assert (abs(y.var(axis=0) - variance) < 5 * error).all()


def test_dropout_is_the_identity_at_inference(keras):
    """At inference, the default of a call, the output is the input bit for bit."""
    layer = keras.layers.Dropout(0.5)
    x = np.random.default_rng(0).normal(size=(10, 100)).astype("float32")
    assert (draw(keras, layer, x, training=False) == x).all()
    assert (keras.ops.convert_to_numpy(layer(x)) == x).all()
    assert set(np.unique(draw(keras, layer, x) / x)) == {0.0, 2.0}


def test_dropout_has_no_weights(keras):
    """Dropout has no weights: those of a model without it fit one with it."""
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
    """A rate outside [0, 1], such as 50, raises ValueError."""
    for rate in (50, 1.01, -0.1):
        with pytest.raises(ValueError, match="between 0 and 1"):
            keras.layers.Dropout(rate)
    for rate in (0.0, 1.0):
        assert keras.layers.Dropout(rate).rate == rate


@pytest.mark.since("3.14")
def test_dropout_of_rate_one_leaves_zeros(keras):
    """At rate 1 all units are zero in training, even infinite ones."""
    x = np.array([[1.0, np.inf, np.nan]])
    assert (draw(keras, keras.layers.Dropout(1.0), x) == 0).all()


def test_dropout_is_on_in_fit_and_off_elsewhere(keras):
    """Only `fit` drops: validation, `evaluate`, `predict` and a plain call do not."""
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
    """With the same weights and data, `fit` can print less accuracy than `evaluate`."""
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
    accuracy = model.fit(x, y, verbose=0).history["accuracy"][0]
    assert model.evaluate(x, y, verbose=0)[1] == 1.0
    # A dropped input leaves ten equal outputs; the first wins: right for class 0.
    # Expected 0.5 + 0.5 / 10, with 5 standard errors of a share over 1000 samples.
    assert abs(accuracy - 0.55) < 5 * (0.25 / 1000) ** 0.5


def test_dropout_is_silently_off_without_training_argument(keras, recwarn):
    """A model whose `call` lacks `training` trains without dropout or a warning."""

    class Silent(keras.Model):
        def __init__(self):
            super().__init__()
            self.drop, self.out = keras.layers.Dropout(0.5), ones(keras)

        def call(self, x):
            return self.out(self.drop(x))

    class Correct(Silent):
        def call(self, x, training=None):
            return self.out(self.drop(x, training=training))

    x = np.ones((64, 1))
    losses = []
    for model in (Silent(), Correct()):
        model.compile(optimizer=keras.optimizers.SGD(0.0), loss="mse")
        losses.append(loss_in_fit(model, x))
    assert losses == [0.0, 1.0]
    assert [w for w in recwarn if issubclass(w.category, UserWarning)] == []


def test_dropout_inner_layer_needs_no_training_argument(keras):
    """A layer inside the model may leave `training` out: dropout still applies."""

    class Block(keras.layers.Layer):
        def __init__(self):
            super().__init__()
            self.drop, self.out = keras.layers.Dropout(0.5), ones(keras)

        def call(self, x):
            return self.out(self.drop(x))

    model = keras.Sequential([keras.Input((1,)), Block()])
    model.compile(optimizer=keras.optimizers.SGD(0.0), loss="mse")
    assert loss_in_fit(model, np.ones((64, 1))) == 1.0


def test_dropout_training_true_is_overridden_by_predict(keras):
    """`Dropout(rate)(x, training=True)` in a model does not stay on in `predict`."""
    inputs = keras.Input((1000,))
    model = keras.Model(inputs, keras.layers.Dropout(0.5)(inputs, training=True))
    x = np.ones((1, 1000))
    assert (model.predict(x, verbose=0) == 1).all()
    assert set(np.unique(keras.ops.convert_to_numpy(model(x)))) == {0.0, 2.0}


def test_dropout_of_a_subclassed_model_keeps_its_own_mode(keras):
    """`self.drop(x, training=True)` in the `call` of a model stays on in `predict`."""

    class Model(keras.Model):
        def __init__(self, mode):
            super().__init__()
            self.drop = keras.layers.Dropout(0.5)
            self.mode = mode

        def call(self, x, training=None):
            return self.drop(x, training=self.mode)

    x = np.ones((2, 1000))
    assert set(np.unique(Model(True).predict(x, verbose=0))) == {0.0, 2.0}
    assert (draw(keras, Model(False), x) == 1).all()


def test_dropout_subclass_stays_on_in_predict(keras):
    """A subclass of Dropout with `training=True` drops in `predict`, each row anew."""

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
    """`trainable=False` on the model around it does not turn dropout off."""
    base = keras.Sequential([keras.Input((1,)), keras.layers.Dropout(0.5)])
    base.trainable = False
    assert not base.layers[0].trainable
    model = keras.Sequential([keras.Input((1,)), base, ones(keras)])
    model.compile(optimizer=keras.optimizers.SGD(0.0), loss="mse")
    assert loss_in_fit(model, np.ones((64, 1))) == 1.0


def test_dropout_before_batch_normalization_shifts_the_variance(keras):
    """For inputs of mean 0, the std after batch normalization drops to sqrt(1 - rate).

    That is at inference, with dropout before the normalization.
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
    model = keras.Sequential(
        [keras.Input((1,)), keras.layers.Dropout(0.5), ones(keras)]
    )
    x = np.ones((64, 1))
    model.compile(optimizer=keras.optimizers.SGD(0.0), loss="mse")
    losses = [loss_in_fit(model, x)]
    model.layers[0].rate = 0.0
    losses.append(loss_in_fit(model, x))
    model.compile(optimizer=keras.optimizers.SGD(0.0), loss="mse")
    losses.append(loss_in_fit(model, x))
    assert losses == [1.0, 1.0, 0.0]


def test_dropout_compile_keeps_a_given_optimizer(keras):
    """`compile(optimizer=model.optimizer)` keeps the state of the optimizer."""
    model = keras.Sequential([keras.Input((1,)), ones(keras)])
    model.compile(optimizer="adam", loss="mse")
    model.train_on_batch(np.ones((4, 1)), np.zeros((4, 1)))

    def state():
        return [variable.numpy() for variable in model.optimizer.variables]

    before = state()
    model.compile(optimizer=model.optimizer, loss="mae")
    assert model.loss == "mae"
    assert isinstance(model.optimizer, keras.optimizers.Adam)
    assert int(model.optimizer.iterations) == 1
    assert all(map(np.array_equal, before, state()))
    model.compile(optimizer="adam", loss="mae")
    assert isinstance(model.optimizer, keras.optimizers.Adam)
    assert int(model.optimizer.iterations) == 0


def test_dropout_rate_zero_cannot_be_raised_later(keras):
    """A layer built with rate 0 cannot be raised later: it has no seed generator."""
    layer = keras.layers.Dropout(0.0)
    layer.rate = 0.5
    with pytest.raises(AttributeError, match="seed_generator"):
        layer(np.ones((1, 10)), training=True)


def test_dropout_input_shape_warns(keras, recwarn):
    """`input_shape=` on the first layer warns; `keras.Input` does not."""
    model = keras.Sequential([keras.Input((64,)), keras.layers.Dropout(0.2)])
    assert [layer.rate for layer in model.layers] == [0.2]
    assert [w for w in recwarn if issubclass(w.category, UserWarning)] == []
    with pytest.warns(UserWarning, match="input_shape"):
        layer = keras.layers.Dropout(0.2, input_shape=(64,))
    assert layer.rate == 0.2


def test_dropout_commutes_with_relu_not_sigmoid(keras):
    """Dropout before and after ReLU are the same; with sigmoid they are not."""

    def drop(x):
        return keras.layers.Dropout(0.5, seed=0)(x, training=True)

    z = np.random.default_rng(0).normal(size=(10, 100)).astype("float32")
    survives = keras.ops.convert_to_numpy(drop(np.ones_like(z))) != 0
    for activation, same in ((keras.ops.relu, True), (keras.ops.sigmoid, False)):
        before = keras.ops.convert_to_numpy(activation(drop(z)))
        after = keras.ops.convert_to_numpy(drop(activation(z)))
        expected = keras.ops.convert_to_numpy(activation(2 * survives * z))
        assert np.allclose(before, expected)
        assert np.allclose(before, after) == same


def test_dropout_same_seed_draws_the_same_masks(keras):
    """Two layers with the same `seed` draw the same masks, in the same order."""
    x = np.ones((1, 1000))
    a, b, c = (keras.layers.Dropout(0.5, seed=seed) for seed in (0, 0, 1))
    for _ in range(2):
        first = draw(keras, a, x)
        assert set(np.unique(first)) == {0.0, 2.0}
        assert (first == draw(keras, b, x)).all()
        assert (first != draw(keras, c, x)).any()


def test_dropout_rate_zero_changes_nothing_in_training(keras):
    """A layer built with rate 0 returns its input in training, too."""
    x = np.random.default_rng(0).normal(size=(10, 100)).astype("float32")
    zero, half = keras.layers.Dropout(0.0), keras.layers.Dropout(0.5)
    assert (draw(keras, zero, x) == x).all()
    assert zero.variables == []
    assert set(np.unique(draw(keras, half, x) / x)) == {0.0, 2.0}


def test_dropout_makes_zeros_of_infinite_values(keras):
    """A dropped unit is 0 even if it was infinite or NaN."""
    x = np.array([[np.inf, -np.inf, np.nan, 1.0]] * 100)
    half = draw(keras, keras.layers.Dropout(0.5, seed=0), x)
    # A survivor is doubled; a product with 0 would make NaN of infinities.
    assert ((half == 0) | (half == 2 * x) | np.isnan(x)).all()
    assert (half == 0).any(axis=0).all()
    assert not (half == 0).all(axis=0).any()


@pytest.mark.backend("tensorflow")
def test_dropout_refuses_integers_in_training(keras):
    """Integers pass at inference, and raise `ValueError` in training."""
    layer, x = keras.layers.Dropout(0.5), np.array([[1, 2, 3]])
    assert draw(keras, layer, x, training=False).tolist() == [[1, 2, 3]]
    with pytest.raises(ValueError, match="floating point"):
        layer(x, training=True)
    assert set(np.unique(draw(keras, layer, x.astype(float)))) <= {0, 2, 4, 6}


@pytest.mark.backend("tensorflow", "torch")
def test_dropout_returns_the_dtype_of_its_policy(keras):
    """In training the output has the dtype of the layer, `float16` included."""
    for dtype in ("float16", "bfloat16", "float32", "float64"):
        layer = keras.layers.Dropout(0.5, dtype=dtype)
        y = layer(keras.ops.ones((1, 1000), dtype="float32"), training=True)
        assert keras.backend.standardize_dtype(y.dtype) == dtype
        values = keras.ops.convert_to_numpy(keras.ops.cast(y, "float32"))
        assert set(np.unique(values)) == {0.0, 2.0}


def test_dropout_passes_the_mask_on(keras):
    """A mask of padded steps passes through Dropout to the next layer."""
    calls = []

    class Look(keras.layers.Identity):
        def call(self, x, mask=None):
            calls.append((keras.ops.convert_to_numpy(x), mask))
            return x

    x = np.ones((1, 3, 1000))
    x[:, 2] = 0
    drop = keras.layers.Dropout(0.5)
    Look()(drop(keras.layers.Masking(0.0)(x), training=True))
    Look()(drop(x, training=True))
    (y, mask), (plain, no_mask) = calls
    assert keras.ops.convert_to_numpy(mask).tolist() == [[True, True, False]]
    assert no_mask is None
    assert set(np.unique(y)) == set(np.unique(plain)) == {0.0, 2.0}


def test_dropout_takes_any_shape_and_keeps_it(keras):
    """An input of any number of axes keeps its shape, in training, too."""
    for shape in ((100,), (100, 4), (100, 4, 3), (100, 4, 3, 2)):
        layer = keras.layers.Dropout(0.5)
        assert layer.compute_output_shape((None, *shape)) == (None, *shape)
        y = draw(keras, layer, np.ones(shape))
        assert y.shape == shape
        assert set(np.unique(y)) == {0.0, 2.0}


def test_dropout_state_is_no_weight(keras):
    """Its one variable, the state of its generator, is in `variables` but no weight."""
    layer = keras.layers.Dropout(0.5)
    model = keras.Sequential([keras.Input((4,)), layer])
    assert [tuple(variable.shape) for variable in layer.variables] == [(2,)]
    assert len(model.variables) == 1
    assert model.weights == []
    assert model.get_weights() == []
    assert model.count_params() == 0
    assert set(np.unique(draw(keras, model, np.ones((100, 4))))) == {0.0, 2.0}


def test_dropout_model_loads_weights_saved_without(keras, tmp_path):
    """A file of weights saved without Dropout loads into the model with Dropout."""

    def build(*between):
        return keras.Sequential(
            [
                keras.Input((4,)),
                keras.layers.Dense(8),
                *between,
                keras.layers.Dense(2),
            ]
        )

    plain, dropout = build(), build(keras.layers.Dropout(0.5))
    x, file = np.ones((3, 4)), tmp_path / "plain.weights.h5"
    assert (plain.predict_on_batch(x) != dropout.predict_on_batch(x)).any()
    plain.save_weights(file)
    dropout.load_weights(file)
    assert (plain.predict_on_batch(x) == dropout.predict_on_batch(x)).all()
    y = draw(keras, dropout.layers[1], np.ones((1, 1000)))
    assert set(np.unique(y)) == {0.0, 2.0}


def test_dropout_explicit_call_hides_a_missing_training_argument(keras):
    """`model(x, training=True)` drops although the model's `call` lacks `training`."""

    class Silent(keras.Model):
        def __init__(self):
            super().__init__()
            self.drop, self.out = keras.layers.Dropout(0.5), ones(keras)

        def call(self, x):
            return self.out(self.drop(x))

    x = np.ones((1000, 1))
    model = Silent()
    assert set(np.unique(draw(keras, model, x))) == {0.0, 2.0}
    model.compile(loss="mse")
    assert model.train_on_batch(x, x) == 0.0


def test_dropout_built_models_name_training_in_call(keras):
    """The `call` of Sequential and functional models has the argument `training`."""

    class Silent(keras.Model):
        def call(self, x):
            return x

    inputs = keras.Input((1,))
    models = keras.Sequential([inputs]), keras.Model(inputs, inputs * 2), Silent()
    names = [inspect.signature(model.call).parameters for model in models]
    assert ["training" in each for each in names] == [True, True, False]


def test_dropout_commutes_with_leaky_relu_not_tanh(keras):
    """Leaky ReLU commutes with dropout; tanh does not, though it maps 0 to 0."""

    def drop(x):
        return keras.layers.Dropout(0.5, seed=0)(x, training=True)

    z = np.random.default_rng(0).normal(size=(10, 100)).astype("float32")
    assert set(np.unique(keras.ops.convert_to_numpy(drop(z)) / z)) == {0.0, 2.0}
    for activation, same in ((keras.ops.leaky_relu, True), (keras.ops.tanh, False)):
        before = keras.ops.convert_to_numpy(activation(drop(z)))
        after = keras.ops.convert_to_numpy(drop(activation(z)))
        assert ((before == 0) == (after == 0)).all()
        assert np.allclose(before, after) == same


def test_dropout_before_max_pooling_raises_the_mean(keras):
    """Before max pooling of two ones, rate 0.5 gives the mean 1.5; after it, 1."""
    n = 100_000
    x, pool = np.ones((n, 2, 1)), keras.layers.MaxPooling1D(2)
    before = draw(keras, pool, draw(keras, keras.layers.Dropout(0.5, seed=0), x))
    after = draw(keras, keras.layers.Dropout(0.5, seed=0), pool(x))
    # Both are 0 or 2: 0 with probability 1/4 and 1/2. 5 standard errors.
    assert abs(before.mean() - 1.5) < 5 * 2 * (0.25 * 0.75 / n) ** 0.5
    assert abs(after.mean() - 1) < 5 * 2 * (0.25 / n) ** 0.5
    assert set(np.unique(before)) == set(np.unique(after)) == {0.0, 2.0}


def test_dropout_before_average_pooling_keeps_the_mean(keras):
    """Before average pooling the mean stays, and pooling two halves the variance."""
    n = 100_000
    x, pool = np.ones((n, 2, 1)), keras.layers.AveragePooling1D(2)
    before = draw(keras, pool, draw(keras, keras.layers.Dropout(0.5, seed=0), x))
    after = draw(keras, keras.layers.Dropout(0.5, seed=0), pool(x))
    for y, variance in ((before, 0.5), (after, 1)):
        # 5 standard errors; a kurtosis of at most 3 gives each variance 2 v^2 / n.
        assert abs(y.mean() - 1) < 5 * (variance / n) ** 0.5
        assert abs(y.var() - variance) < 5 * variance * (2 / n) ** 0.5
    assert set(np.unique(before)) == {0.0, 1.0, 2.0}


def test_dropout_layers_in_a_row_multiply(keras):
    """Two layers of rate p in a row let (1 - p)^2 through, scaled by its inverse.

    That is the share and the scale of one layer with rate 1 - (1 - p)^2.
    """
    n, p = 1_000_000, 0.2
    first, second = (keras.layers.Dropout(p, seed=seed) for seed in (0, 1))
    y = draw(keras, second, draw(keras, first, np.ones((1, n))))
    share = (1 - p) ** 2
    # 5 standard errors of a share over n draws.
    assert abs((y != 0).mean() - share) < 5 * (share * (1 - share) / n) ** 0.5
    assert np.allclose(y[y != 0], 1 / share, rtol=1e-6)


def test_dropout_after_softmax_leaves_no_probabilities(keras):
    """After softmax, dropout makes outputs that do not sum to 1 in training."""
    softmax = keras.ops.softmax(np.zeros((1000, 4), "float32"))
    layer = keras.layers.Dropout(0.5, seed=0)
    sums = draw(keras, layer, softmax).sum(axis=1)
    # Softmax rounds, on each processor in its own way.
    assert set(np.unique(sums.round(5))) == {0.0, 0.5, 1.0, 1.5, 2.0}
    assert np.allclose(draw(keras, layer, softmax, training=False).sum(axis=1), 1)


def test_dropout_after_softmax_can_make_the_loss_nan(keras):
    """If all outputs of a row are dropped, `categorical_crossentropy` is NaN."""
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
    """In `x + Dropout(f(x))` no `x` is dropped; in `Dropout(x + f(x))` it is."""
    inputs = keras.Input((1000,))
    branch = keras.layers.Dense(1000, kernel_initializer="identity")(inputs)
    on_branch = inputs + keras.layers.Dropout(0.5)(branch)
    on_sum = keras.layers.Dropout(0.5)(inputs + branch)
    model = keras.Model(inputs, [on_branch, on_sum])
    x = np.ones((1, 1000))
    values = [
        set(np.unique(keras.ops.convert_to_numpy(y))) for y in model(x, training=True)
    ]
    assert values == [{1.0, 3.0}, {0.0, 4.0}]


@pytest.mark.parametrize("p", [0.2, 0.5])
def test_dropout_before_batch_normalization_shrinks_more_with_a_mean(keras, p):
    """For inputs of mean m, variance v, the factor is sqrt((1 - p) / (1 + p m^2 / v)).

    After a ReLU of standard normal sums that is 0.64 at rate 0.5, and 0.86 at 0.2.
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
    """After batch normalization, dropout leaves what that layer records as it is."""
    x = np.random.default_rng(0).normal(size=(1000, 3))
    outputs, records = [], []
    for rate in (0.5, 0.0):
        norm = keras.layers.BatchNormalization(momentum=0.0)
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
    """`model(x, training=True)` moves the moving averages of batch normalization."""
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
    """The subclass draws in `predict` while batch normalization stays in inference."""
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
    """`Dropout(rate)(x, training=False)` in a functional model still drops in `fit`."""
    inputs = keras.Input((1,))
    h = keras.layers.Dropout(0.5)(inputs, training=False)
    model = keras.Model(inputs, ones(keras)(h))
    model.compile(optimizer=keras.optimizers.SGD(0.0), loss="mse")
    x = np.ones((64, 1))
    assert (keras.ops.convert_to_numpy(model(x)) == 1).all()
    assert loss_in_fit(model, x) == 1.0
    assert model.evaluate(x, x, verbose=0) == 0.0


def test_dropout_training_of_the_call_wins(keras):
    """`training=` in the call of a functional model wins over that of its layer."""
    inputs, x = keras.Input((1000,)), np.ones((1, 1000))
    for training, values in ((True, {0.0, 2.0}), (False, {1.0})):
        model = keras.Model(
            inputs, keras.layers.Dropout(0.5)(inputs, training=training)
        )
        assert set(np.unique(draw(keras, model, x, training=None))) == values
        assert set(np.unique(draw(keras, model, x, training=True))) == {0.0, 2.0}
        assert set(np.unique(draw(keras, model, x, training=False))) == {1.0}


def test_dropout_mean_of_draws_has_a_standard_error(keras):
    """The mean of n draws varies by their standard deviation over the root of n."""
    model = keras.Sequential(
        [keras.Input((1,)), always_dropout(keras)(0.5, seed=0), ones(keras)]
    )
    for n in (25, 100):
        draws = model.predict(np.ones((1000 * n, 1)), verbose=0, batch_size=10_000)
        means = draws.reshape(1000, n).mean(axis=1)
        # A draw is 0 or 2, with standard deviation 1. 5 standard errors of that of
        # 1000 nearly normal means.
        assert abs(means.std() * n**0.5 - 1) < 5 / (2 * 1000) ** 0.5


def test_dropout_mean_of_draws_is_the_output_for_a_linear_head_only(keras):
    """The mean of draws is the deterministic output if the head is linear, not ReLU."""
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
    """A model with the subclass loads if the class is registered or handed over."""
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
    """`clone_model` with a `clone_function` can put a subclass in place of Dropout."""
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
    """A model whose `call` passes `training=True` draws at every level of another."""
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
    """A `clone_function` for Dropout swaps nothing below the outermost model."""
    layers = keras.layers
    always = always_dropout(keras)
    x = np.random.default_rng(0).normal(size=(4, 6, 20)).astype("float32")

    def clone(layer):
        kind = always if type(layer) is layers.Dropout else type(layer)
        return kind.from_config(layer.get_config())

    inputs = keras.Input((6, 20))
    inner = keras.Sequential([inputs, layers.Dropout(0.5)])
    attention = layers.MultiHeadAttention(2, 3, dropout=0.5)
    for outputs, draws in [
        (layers.Dropout(0.5)(inputs), True),
        (inner(inputs), False),
        (layers.TimeDistributed(layers.Dropout(0.5))(inputs), False),
        (layers.LSTM(5, dropout=0.5)(inputs), False),
        (attention(inputs, inputs), False),
    ]:
        model = keras.Model(inputs, outputs)
        copy = keras.models.clone_model(model, clone_function=clone)
        assert varies(copy, x) == draws
        assert varies(around(keras, model), x)


def test_monte_carlo_frozen_model_keeps_its_statistics(keras):
    """Frozen, a model called in training drops but normalizes as at inference."""
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
    """A frozen augmentation layer draws in a model called in training."""
    x = np.random.default_rng(0).normal(size=(8, 6, 6, 3)).astype("float32")
    for layer in (
        keras.layers.RandomFlip(),
        keras.layers.RandomTranslation(0.3, 0.3),
    ):
        model = keras.Sequential([keras.Input((6, 6, 3)), layer])
        model.trainable = False
        assert not varies(model, x)
        assert varies(around(keras, model), x)


def test_monte_carlo_spectral_normalization_updates_when_frozen(keras):
    """A frozen `SpectralNormalization` changes its kernel when called in training."""
    dense = keras.layers.Dense(4, kernel_initializer="ones")
    layer = keras.layers.SpectralNormalization(dense)
    model = keras.Sequential([keras.Input((3,)), layer])
    model.trainable = False
    x = np.ones((2, 3))
    for predict, moves in ((model, False), (around(keras, model), True)):
        before = keras.ops.convert_to_numpy(dense.kernel).copy()
        predict.predict(x, verbose=0)
        after = keras.ops.convert_to_numpy(dense.kernel)
        assert (before != after).any() == moves


def test_dropout_subclass_with_a_seed_repeats_from_the_start(keras):
    """With a `seed`, two calls of `predict` differ, and a new layer repeats them."""

    def predictions(seed):
        layer = always_dropout(keras)(0.5, seed=seed)
        model = keras.Sequential([keras.Input((100,)), layer])
        return [model.predict(np.ones((1, 100)), verbose=0) for _ in range(2)]

    first, second = predictions(0)
    assert (first != second).any()
    assert np.array_equal([first, second], predictions(0))
    assert not np.array_equal([first, second], predictions(1))


def state(keras, layer):
    """The state of a layer's random generator: seed and count."""
    return keras.ops.convert_to_numpy(layer.seed_generator.state.value).tolist()


def test_dropout_state_counts_the_training_calls(keras):
    """The state is the seed and a count, which only calls in training advance."""
    layer = keras.layers.Dropout(0.5, seed=7)
    model = keras.Sequential([keras.Input((1,)), layer, ones(keras)])
    model.compile(loss="mse")
    x = np.ones((60, 1))
    assert state(keras, layer) == [7, 0]
    assert (keras.ops.convert_to_numpy(model(x)) == 1).all()
    assert (model.predict(x, verbose=0) == 1).all()
    assert model.evaluate(x, x, verbose=0) == 0.0
    assert state(keras, layer) == [7, 0]
    assert set(np.unique(draw(keras, model, x))) == {0.0, 2.0}
    assert state(keras, layer) == [7, 1]
    model.fit(x, x, batch_size=20, epochs=2, verbose=0)
    assert state(keras, layer) == [7, 1 + 3 * 2]


def test_dropout_state_can_be_set_back(keras):
    """Setting the state back to the seed and 0 repeats the masks from the first."""
    layer, x = keras.layers.Dropout(0.5, seed=7), np.ones((1, 1000))
    first, second = draw(keras, layer, x), draw(keras, layer, x)
    assert set(np.unique(first)) == set(np.unique(second)) == {0.0, 2.0}
    assert (first != second).any()
    layer.seed_generator.state.assign([7, 1])
    assert (draw(keras, layer, x) == second).all()
    layer.seed_generator.state.assign([7, 0])
    assert (draw(keras, layer, x) == first).all()
    assert (draw(keras, layer, x) == second).all()


def test_dropout_state_is_not_saved(keras, tmp_path):
    """A saved model keeps rate and seed but not the count: its masks start again."""
    model = keras.Sequential([keras.Input((1000,)), keras.layers.Dropout(0.3, seed=7)])
    x, file = np.ones((1, 1000)), tmp_path / "model.keras"
    first, second = draw(keras, model, x), draw(keras, model, x)
    model.save(file)
    loaded = keras.saving.load_model(file)
    layer = loaded.layers[0]
    assert (layer.rate, layer.seed) == (0.3, 7)
    assert state(keras, layer) == [7, 0]
    assert state(keras, model.layers[0]) == [7, 2]
    assert (draw(keras, loaded, x) == first).all()
    assert (draw(keras, loaded, x) == second).all()


def test_dropout_without_seed_gets_a_new_one_when_loaded(keras, tmp_path):
    """A layer without `seed` gets another seed when its model is loaded."""
    model = keras.Sequential([keras.Input((1000,)), keras.layers.Dropout(0.5)])
    model.save(tmp_path / "model.keras")
    loaded = keras.saving.load_model(tmp_path / "model.keras")
    assert loaded.layers[0].seed is None
    assert state(keras, loaded.layers[0])[0] != state(keras, model.layers[0])[0]
    x = np.ones((1, 1000))
    before, after = draw(keras, model, x), draw(keras, loaded, x)
    assert set(np.unique(before)) == set(np.unique(after)) == {0.0, 2.0}
    assert (before != after).any()


def train(keras, x, start, steps, file=None):
    """Train steps of SGD on one batch, from a saved model or a new one."""
    model = keras.saving.load_model(file) if file else None
    if model is None:
        model = keras.Sequential(
            [keras.Input((50,)), keras.layers.Dropout(0.5, seed=7), ones(keras)]
        )
        model.compile(optimizer=keras.optimizers.SGD(0.001), loss="mse")
    if start:
        model.layers[0].seed_generator.state.assign([7, start])
    for _ in range(steps):
        model.train_on_batch(x, np.zeros((4, 1)))
    return model


def test_dropout_resumed_training_goes_on_if_the_state_is_set(keras, tmp_path):
    """Training resumed from a file goes on bit for bit only if you set the count."""
    x, file = np.random.default_rng(0).random((4, 50)), tmp_path / "model.keras"
    whole = train(keras, x, 0, 4).get_weights()[0]
    train(keras, x, 0, 2).save(file)
    restart = train(keras, x, 0, 2, file).get_weights()[0]
    exact = train(keras, x, 2, 2, file).get_weights()[0]
    assert (restart != whole).any()
    assert (exact == whole).all()
    # The steps computed by hand, each with the next mask of the seed.
    drop, kernel, bias = keras.layers.Dropout(0.5, seed=7), np.ones((50, 1)), 0.0
    for _ in range(4):
        inputs = draw(keras, drop, x)
        slope = 2 * (inputs @ kernel + bias) / 4
        kernel = kernel - 0.001 * inputs.T @ slope
        bias = bias - 0.001 * slope.sum()
    assert np.allclose(whole, kernel, rtol=1e-5)


@pytest.mark.backend("tensorflow", "jax")
def test_dropout_set_random_seed_fixes_layers_created_after_it(keras):
    """`set_random_seed` fixes the masks of layers that are created after it only."""
    x = np.ones((1, 1000))

    def mask(before):
        early = keras.layers.Dropout(0.5)
        keras.utils.set_random_seed(3)
        return draw(keras, early if before else keras.layers.Dropout(0.5), x)

    def repeats(before):
        first, second = mask(before), mask(before)
        assert set(np.unique(first)) == set(np.unique(second)) == {0.0, 2.0}
        return (first == second).all()

    assert repeats(before=False)
    assert not repeats(before=True)


def test_dropout_without_seed_draws_its_own_masks(keras):
    """Two layers without `seed` draw different masks, also after `set_random_seed`."""
    keras.utils.set_random_seed(0)
    a, b = keras.layers.Dropout(0.5), keras.layers.Dropout(0.5)
    x = np.ones((1, 1000))
    first, second = draw(keras, a, x), draw(keras, b, x)
    assert set(np.unique(first)) == set(np.unique(second)) == {0.0, 2.0}
    assert (first != second).any()


def test_dropout_added_layer_changes_later_seeds(keras):
    """After `set_random_seed`, a layer added before others changes their masks."""
    x = np.ones((1, 1000))

    def masks(layers):
        keras.utils.set_random_seed(0)
        dropouts = [keras.layers.Dropout(0.5) for _ in range(layers)]
        return np.array([draw(keras, layer, x) for layer in dropouts])

    two, three = masks(2), masks(3)
    assert set(np.unique(two)) == set(np.unique(three)) == {0.0, 2.0}
    assert (two == three[:2]).all()
    assert (two[-1] != three[-1]).any()


def test_dropout_layers_in_a_row_with_one_seed_drop_the_same(keras):
    """Two layers in a row with the same `seed` drop the same units, no others."""
    n = 100_000
    a, b = (keras.layers.Dropout(0.5, seed=0) for _ in range(2))
    y = draw(keras, b, draw(keras, a, np.ones((1, n))))
    assert set(np.unique(y)) == {0.0, 4.0}
    # 5 standard errors of a share; with two seeds it would be 0.25.
    assert abs((y != 0).mean() - 0.5) < 5 * (0.25 / n) ** 0.5


def test_dropout_takes_a_python_integer_as_seed(keras):
    """`seed` takes a Python integer: a `SeedGenerator` or NumPy's raises."""

    def layer(seed):
        return keras.layers.Dropout(0.5, seed=seed)

    assert layer(3).seed == 3
    assert set(np.unique(draw(keras, layer(3), np.ones((1, 1000))))) == {0.0, 2.0}
    for seed in (keras.random.SeedGenerator(3), np.int64(3), 3.0):
        with pytest.raises(ValueError, match="must be an integer"):
            layer(seed)


def test_dropout_function_advances_a_shared_seed_generator(keras):
    """`keras.random.dropout` repeats with an integer seed, and not with a generator."""

    def mask(seed):
        y = keras.random.dropout(keras.ops.ones((1, 1000)), 0.5, seed=seed)
        return keras.ops.convert_to_numpy(y)

    generator = keras.random.SeedGenerator(3)
    first, second = mask(generator), mask(generator)
    assert (first != second).any()
    assert (mask(3) == mask(3)).all()
    assert (mask(3) == first).all()


def test_dropout_layer_used_twice_draws_twice(keras):
    """A layer that a model uses at two places draws a mask for each of them."""
    layer, inputs = keras.layers.Dropout(0.5, seed=7), keras.Input((1000,))
    model = keras.Model(inputs, [layer(inputs), layer(inputs)])
    outputs = model(np.ones((1, 1000)), training=True)
    a, b = (keras.ops.convert_to_numpy(y) for y in outputs)
    assert set(np.unique(a)) == set(np.unique(b)) == {0.0, 2.0}
    assert (a != b).any()
    assert state(keras, layer) == [7, 2]


def kernel_after_fit(keras, seed, kernel=None, mask=None, shuffle=True):
    """The weights of a small network after two epochs; layers seeded if you say so."""
    keras.utils.set_random_seed(seed)
    start = keras.initializers.GlorotUniform(seed=kernel)
    model = keras.Sequential(
        [
            keras.Input((8,)),
            keras.layers.Dropout(0.5, seed=mask),
            keras.layers.Dense(1, kernel_initializer=start),
        ]
    )
    model.compile(optimizer="adam", loss="mse")
    x = np.random.default_rng(0).random((64, 8))
    model.fit(x, x[:, :1], batch_size=16, epochs=2, shuffle=shuffle, verbose=0)
    return model.get_weights()[0]


def test_dropout_fit_repeats_after_set_random_seed(keras):
    """`set_random_seed` before the model makes a whole `fit` repeat bit for bit."""
    a, b, c = (kernel_after_fit(keras, seed) for seed in (5, 5, 6))
    assert (a == b).all()
    assert (a != c).any()


def test_dropout_seed_does_not_fix_start_and_order(keras):
    """A `fit` needs `seed` in the initializers, too, and no shuffling, to be fixed."""

    def repeats(**arguments):
        a, b = (kernel_after_fit(keras, seed, **arguments) for seed in (5, 6))
        return (a == b).all()

    settings = {"mask": 0, "kernel": 1, "shuffle": False}
    assert repeats(**settings)
    for key in settings:
        rest = {name: value for name, value in settings.items() if name != key}
        assert not repeats(**rest)
