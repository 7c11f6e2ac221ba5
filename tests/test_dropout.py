"""What docs/dropout.md says about Keras, asserted against Keras."""

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
    dropped = (y == 0).astype(float)
    # 5 standard errors of a correlation of independent units.
    assert abs(np.corrcoef(dropped[:, 0], dropped[:, 1])[0, 1]) < 5 / 100_000**0.5


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
    """A rate outside [0, 1], such as 50, raises ValueError; rate 1 gives zeros."""
    for rate in (50, 1.01, -0.1):
        with pytest.raises(ValueError, match="between 0 and 1"):
            keras.layers.Dropout(rate)
    for rate in (0.0, 1.0):
        assert keras.layers.Dropout(rate).rate == rate
    assert (draw(keras, keras.layers.Dropout(1.0), np.ones((1, 100))) == 0).all()


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
    """With the same weights and data, `fit` prints less accuracy than `evaluate`."""
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

    class Unpassed(Silent):
        def call(self, x, training=None):
            return self.out(self.drop(x))

    x = np.ones((64, 1))
    losses = []
    for model in (Silent(), Correct(), Unpassed()):
        model.compile(optimizer=keras.optimizers.SGD(0.0), loss="mse")
        losses.append(loss_in_fit(model, x))
    assert losses == [0.0, 1.0, 1.0]
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
    """Dropout before batch normalization: inference std shrinks by sqrt(1 - rate)."""
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
        scaled = keras.ops.convert_to_numpy(activation(2 * survives * z))
        assert np.allclose(before, scaled)
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
