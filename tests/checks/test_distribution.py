"""What docs/practice/distribution.md says about Keras, asserted against Keras."""

import contextlib
import warnings

import numpy as np
import pytest

# Steps and sums in float32: relative rounding 6e-8, a few operations each.
ROUNDING = 1e-5


def rows(number):
    """Inputs and targets, the same for each number, none of them 0."""
    r = np.random.default_rng(number)
    return (
        r.uniform(1, 2, (number, 3)).astype("float32"),
        r.uniform(-2, -1, (number, 1)).astype("float32"),
    )


def regularized_model(keras, optimizer=None, strength=0.5, **arguments):
    """A compiled model of Dense layers, with penalties on kernels, or else outputs.

    Before Keras 3.14, those on outputs depend on the rows that a replica gets.
    """
    keras.utils.set_random_seed(0)
    l2, l1 = keras.regularizers.L2(strength), keras.regularizers.L1(0.3 * strength)
    penalties = {"kernel_regularizer": l2}
    if arguments.get("kernel_regularizer", l2) is None:
        penalties["activity_regularizer"] = l1
    dense = keras.layers.Dense
    layers = [dense(4, **{**penalties, **arguments}) for _ in range(2)]
    model = keras.Sequential([keras.Input((3,)), *layers, dense(1, use_bias=False)])
    optimizer = optimizer or keras.optimizers.SGD
    model.compile(optimizer(0.01), "mse", metrics=["mse"])
    return model


def pair(keras, strategy, make=regularized_model, **arguments):
    """Two equal models: one as ever, the other made for two replicas."""
    one = make(keras, **arguments)
    with strategy.scope():
        two = make(keras, **arguments)
    two.set_weights(one.get_weights())
    return one, two


def weights(model):
    """All weights of a model as one vector."""
    return np.concatenate([each.ravel() for each in model.get_weights()])


def always(keras, layer, **arguments):
    """A layer that draws, kept in training by a model that shows what it puts out."""

    class Draws(keras.Model):
        def __init__(self):
            super().__init__()
            self.layer = layer

        def call(self, x):
            return self.layer(x, training=True)

    return Draws()


def steps(strategy, model, loss_of, x, y, number=2):
    """Train in a loop of one's own, and return the losses, summed over replicas."""
    import tensorflow as tf

    @tf.function
    def step(x, y):
        with tf.GradientTape() as tape:
            loss = loss_of(x, y, model(x, training=True))
        variables = model.trainable_variables
        model.optimizer.apply(tape.gradient(loss, variables), variables)
        return loss

    data = tf.data.Dataset.from_tensor_slices((x, y)).batch(len(x)).repeat(number)
    return [
        float(strategy.reduce("SUM", strategy.run(step, args=batch), axis=None))
        for batch in strategy.experimental_distribute_dataset(data)
    ]


def assert_equal_fits(keras, models, x, y, **arguments):
    """`fit` gives two models one loss and one set of weights, which penalties move."""
    one, two = (m.fit(x, y, batch_size=8, shuffle=False, verbose=0) for m in models)
    assert one.history["loss"] == pytest.approx(two.history["loss"], rel=ROUNDING)
    assert weights(models[0]) == pytest.approx(weights(models[1]), abs=ROUNDING)
    # The penalties have moved the weights by much more than that.
    free = regularized_model(keras, strength=0.0, **arguments)
    free.fit(x, y, batch_size=8, shuffle=False, verbose=0)
    assert np.abs(weights(free) - weights(models[1])).max() > 100 * ROUNDING


@pytest.mark.backend("tensorflow")
def test_distribution_fit_has_each_weight_penalty_once(keras, strategy):
    """With two replicas, `fit` and `evaluate` count each weight penalty once."""
    for optimizer in keras.optimizers.SGD, keras.optimizers.Adam:
        # The last batch has four rows.
        x, y = rows(12)
        arguments = {"optimizer": optimizer, "activity_regularizer": None}
        models = pair(keras, strategy, **arguments)
        before = float(sum(models[0].losses))
        for model in models:
            loss, mse = model.evaluate(x, y, batch_size=8, verbose=0)
            assert loss - mse == pytest.approx(before, rel=100 * ROUNDING)
        assert_equal_fits(keras, models, x, y, **arguments)


@pytest.mark.since("3.14")
@pytest.mark.backend("tensorflow")
def test_distribution_fit_has_each_activity_penalty_once(keras, strategy):
    """With two replicas and batches that divide evenly, `fit` and `evaluate` count each
    activity penalty once.
    """
    x, y = rows(16)
    models = pair(keras, strategy, kernel_regularizer=None)
    one, two = (m.evaluate(x, y, batch_size=8, verbose=0) for m in models)
    assert one == pytest.approx(two, rel=ROUNDING)
    assert one[0] > 1.1 * one[1]
    assert_equal_fits(keras, models, x, y, kernel_regularizer=None)


@pytest.mark.backend("tensorflow")
def test_distribution_batch_size_is_that_of_all_replicas(keras, strategy):
    """`fit` and `evaluate` split a batch of `batch_size` examples among
    the replicas.
    """

    class Rows(keras.layers.Layer):
        def call(self, x):
            # A loss of the size of what one replica gets, and no more.
            self.add_loss(keras.ops.cast(keras.ops.shape(x)[0], "float32"))
            return x

    for size in 4, 8:
        x, y = rows(8)
        with strategy.scope():
            model = keras.Sequential([keras.Input((3,)), Rows(), keras.layers.Dense(1)])
            model.compile("sgd", "mse", metrics=["mse"])
        loss, mse = model.evaluate(x, y, batch_size=size, verbose=0)
        assert loss - mse == pytest.approx(size / 2, rel=100 * ROUNDING)
        logs = model.fit(x, y, batch_size=size, verbose=0).history
        assert logs["loss"][0] - logs["mse"][0] == pytest.approx(size / 2, rel=1e-3)


@pytest.mark.backend("tensorflow")
def test_distribution_train_on_batch_gives_each_replica_the_whole_batch(
    keras, strategy
):
    """`train_on_batch` and `test_on_batch` give the whole batch to each replica."""

    class Rows(keras.layers.Layer):
        def call(self, x):
            self.add_loss(keras.ops.cast(keras.ops.shape(x)[0], "float32"))
            return x

    for size in 4, 8:
        with strategy.scope():
            model = keras.Sequential([keras.Input((3,)), Rows(), keras.layers.Dense(1)])
            model.compile("sgd", "mse", metrics=["mse"])
        for method in model.train_on_batch, model.test_on_batch:
            loss, mse = method(*rows(size))
            assert loss - mse == pytest.approx(size, rel=1e-3)


@pytest.mark.backend("tensorflow")
def test_distribution_loop_adds_the_penalty_of_each_replica(keras, strategy):
    """In a custom loop with a loss object, each replica adds
    `sum(model.losses)` in full.
    """
    x, y = rows(8)
    one, two = pair(keras, strategy, activity_regularizer=None)
    mse = keras.losses.MeanSquaredError()
    # What the loop computes: the mean squared error, and the penalty for each replica.
    penalty, data = float(sum(one.losses)), one.evaluate(x, y, verbose=0)[1]
    losses = steps(
        strategy, two, lambda x, y, p: mse(y, p) + sum(two.losses), x, y, number=1
    )
    assert losses == pytest.approx([data + 2 * penalty], rel=ROUNDING)
    double = regularized_model(keras, strength=1.0, activity_regularizer=None)
    double.set_weights(one.get_weights())
    double.fit(x, y, batch_size=8, verbose=0)
    assert weights(two) == pytest.approx(weights(double), abs=ROUNDING)


@pytest.mark.since("3.14")
@pytest.mark.backend("tensorflow")
def test_distribution_loop_adds_the_output_penalty_of_each_replica(keras, strategy):
    """In such a loop, each replica also adds its activity penalties in full."""
    x, y = rows(8)
    one, two = pair(keras, strategy, kernel_regularizer=None)
    mse = keras.losses.MeanSquaredError()
    loss, data = one.evaluate(x, y, verbose=0)
    losses = steps(
        strategy, two, lambda x, y, p: mse(y, p) + sum(two.losses), x, y, number=1
    )
    assert losses == pytest.approx([data + 2 * (loss - data)], rel=10 * ROUNDING)
    assert loss > 1.1 * data
    double = regularized_model(keras, strength=1.0, kernel_regularizer=None)
    double.set_weights(one.get_weights())
    double.fit(x, y, batch_size=8, verbose=0)
    assert weights(two) == pytest.approx(weights(double), abs=ROUNDING)


@pytest.mark.backend("tensorflow")
def test_distribution_loop_decays_clips_and_constrains_like_fit(keras, strategy):
    """On replicas, a custom loop decays, clips, and constrains weights
    just as `fit` does.
    """

    def optimizer(rate):
        return keras.optimizers.SGD(rate, clipnorm=0.2, weight_decay=5.0)

    def make(keras):
        norm = keras.constraints.MaxNorm(0.6)
        return regularized_model(keras, optimizer=optimizer, kernel_constraint=norm)

    x, y = rows(8)
    with strategy.scope():
        loop, fit = make(keras), make(keras)
    steps(strategy, loop, lambda *batch: loop.compute_loss(*batch), x, y)
    fit.fit(x, y, batch_size=8, epochs=2, verbose=0)
    assert weights(loop) == pytest.approx(weights(fit), abs=ROUNDING)


@pytest.mark.backend("tensorflow")
def test_distribution_scaled_penalty_trains_like_fit(keras, strategy):
    """A custom loop trains like `fit` if it divides the penalties by the number of
    replicas, for example with `scale_regularization_loss`.
    """
    import tensorflow as tf

    x, y = rows(8)
    mse = keras.losses.MeanSquaredError()
    scale = tf.nn.scale_regularization_loss
    for divide in scale, lambda penalty: penalty / strategy.num_replicas_in_sync:
        one, two = pair(keras, strategy)
        steps(strategy, two, lambda x, y, p: mse(y, p) + divide(sum(two.losses)), x, y)  # noqa: B023
        one.fit(x, y, batch_size=8, epochs=2, verbose=0)
        assert weights(two) == pytest.approx(weights(one), abs=ROUNDING)


@pytest.mark.backend("tensorflow")
def test_distribution_compute_loss_is_scaled(keras, strategy):
    """A custom loop that uses `model.compute_loss`, which is scaled already, trains
    like `fit`.
    """
    x, y = rows(8)
    one, two = pair(keras, strategy)
    losses = steps(strategy, two, lambda *batch: two.compute_loss(*batch), x, y)
    fit = one.fit(x, y, batch_size=8, epochs=2, verbose=0)
    assert losses == pytest.approx(fit.history["loss"], rel=ROUNDING)
    assert weights(two) == pytest.approx(weights(one), abs=ROUNDING)


@pytest.mark.backend("tensorflow")
def test_distribution_loss_objects_are_scaled_and_functions_are_not(keras, strategy):
    """On replicas, a loss object divides its mean by their number, but a loss function
    doesn't.
    """
    x, y = rows(8)
    one, two = pair(keras, strategy, strength=0.0)
    error = one.predict(x, verbose=0) - y
    mse, mae = np.mean(error**2), np.mean(abs(error))
    losses, mean = keras.losses, keras.ops.mean
    for loss, expected in (
        (losses.MeanSquaredError(), mse),
        (losses.MeanAbsoluteError(), mae),
        (lambda y, p: mean(losses.mean_squared_error(y, p)), 2 * mse),
        (lambda y, p: mean(losses.mean_absolute_error(y, p)), 2 * mae),
    ):
        two.set_weights(one.get_weights())
        total = steps(strategy, two, lambda x, y, p: loss(y, p), x, y, number=1)  # noqa: B023
        assert total == pytest.approx([expected], rel=ROUNDING)


@pytest.mark.backend("tensorflow")
def test_distribution_own_train_step_shows_a_part_of_the_loss(keras, strategy):
    """A custom `train_step` with `compute_loss` trains like `fit` but shows the loss
    divided by the number of replicas.

    It shows the whole loss if it multiplies by that number.
    """
    import tensorflow as tf

    class Own(keras.Sequential):
        factor = 1

        def train_step(self, data):
            x, y = data
            with tf.GradientTape() as tape:
                loss = self.compute_loss(x, y, self(x, training=True))
            variables = self.trainable_variables
            self.optimizer.apply(tape.gradient(loss, variables), variables)
            for metric in self.metrics:
                if metric.name == "loss":
                    metric.update_state(self.factor * loss)
            return {"loss": self.metrics[0].result()}

    x, y = rows(8)
    for factor, share in (1, 2), (strategy.num_replicas_in_sync, 1):
        one = regularized_model(keras)
        with strategy.scope():
            own = Own([keras.Input((3,)), *regularized_model(keras).layers])
            own.compile(keras.optimizers.SGD(0.01), "mse")
        own.factor = factor
        own.set_weights(one.get_weights())
        part = own.fit(x, y, batch_size=8, verbose=0).history["loss"][0]
        loss = one.fit(x, y, batch_size=8, verbose=0).history["loss"][0]
        assert part == pytest.approx(loss / share, rel=ROUNDING)
        assert weights(own) == pytest.approx(weights(one), abs=ROUNDING)


@pytest.mark.backend("tensorflow")
def test_distribution_replicas_draw_the_same_masks(keras, strategy):
    """All replicas use the same masks, new ones in each call, with or without a `seed`.

    The layer has to be made in the scope of the strategy.
    """
    kinds = keras.layers
    for seed in 7, None:
        for kind, shape in (
            (kinds.Dropout, (8, 40)),
            (kinds.GaussianNoise, (8, 40)),
            (kinds.GaussianDropout, (8, 40)),
            (kinds.AlphaDropout, (8, 40)),
            (kinds.SpatialDropout1D, (8, 3, 40)),
            (lambda _, **seed: kinds.LSTM(20, dropout=0.3, **seed), (8, 3, 40)),
        ):
            with strategy.scope():
                model = always(keras, kind(0.5, seed=seed))
            ones = np.ones(shape, "float32")
            first, second = (model.predict(ones, verbose=0) for _ in range(2))
            for y in first, second:
                assert (y[:4] == y[4:]).all()
                # Within a replica, rows differ.
                assert (y[0] != y[1]).any()
            assert (first != second).any()


@pytest.mark.backend("tensorflow")
def test_distribution_fit_draws_the_same_masks(keras, strategy):
    """In `fit`, too, all replicas use the same masks, with or without a `seed`."""

    class Recorder(keras.layers.Layer):
        """Lays a mask of a replica's rows into the loss as one exact number."""

        def call(self, x):
            weights = 2.0 ** np.arange(8, dtype="float32").reshape(2, 4)
            self.add_loss(keras.ops.sum(x * weights / 2))
            return x

    for seed in 7, None:
        with strategy.scope():
            layers = [keras.layers.Dropout(0.5, seed=seed), Recorder()]
            dense = keras.layers.Dense(1, kernel_initializer="zeros")
            model = keras.Sequential([keras.Input((4,)), *layers, dense])
            model.compile(keras.optimizers.SGD(0.0), "mse")
        data = np.ones((4, 4), "float32"), np.zeros((4, 1), "float32")
        losses = []
        for _ in range(12):
            log = model.fit(*data, batch_size=4, verbose=0).history["loss"][0]
            losses.append(log)
        # The mean of two equal masks is one: a whole number. Two different ones
        # would be half a number apart in half of the twelve steps.
        assert all(float(each).is_integer() for each in losses)
        assert len(set(losses)) > 6


@pytest.mark.backend("tensorflow")
def test_distribution_seed_with_the_replica_draws_masks_of_its_own(keras, strategy):
    """A generator that adds the replica's number to its seed gives each replica
    different masks.
    """
    import tensorflow as tf

    class ReplicaSeeds(keras.random.SeedGenerator):
        def next(self, ordered=True):
            seed = super().next(ordered)
            context = tf.distribute.get_replica_context()
            replica = context.replica_id_in_sync_group if context else 0
            return seed + keras.ops.cast([replica * 999983, 0], seed.dtype)

    class ReplicaDropout(keras.layers.Layer):
        def __init__(self):
            super().__init__()
            self.generator = ReplicaSeeds(7)

        def call(self, x, training=False):
            return keras.random.dropout(x, 0.5, seed=self.generator) if training else x

    with strategy.scope():
        model = always(keras, ReplicaDropout())
    x = np.ones((2, 100_000), "float32")
    first, second = (model.predict(x, verbose=0) for _ in range(2))
    # 5 standard errors around the share on which independent masks agree.
    for a, b in (first[0], first[1]), (first[0], second[0]), (first[1], second[1]):
        assert abs((a == b).mean() - 0.5) < 5 * 0.5 / 100_000**0.5
    # The first replica draws what a plain layer draws.
    plain = always(keras, keras.layers.Dropout(0.5, seed=7)).predict(x[:1], verbose=0)
    assert (first[:1] == plain).all()


@pytest.mark.backend("tensorflow")
def test_distribution_unseeded_functions_fail_in_fit(keras, strategy):
    """On replicas, a layer that draws random numbers with `seed=None` raises
    `ValueError` in `fit`.
    """

    class Unseeded(keras.layers.Layer):
        def call(self, x, training=False):
            return keras.random.dropout(x, 0.5) if training else x

    x, y = rows(8)
    for scope, outcome in (
        (contextlib.nullcontext(), contextlib.nullcontext()),
        (strategy.scope(), pytest.raises(ValueError, match=r"tf\.Variable")),
    ):
        with scope:
            model = keras.Sequential([Unseeded(), keras.layers.Dense(1)])
            model.compile("sgd", "mse")
        with outcome:
            model.fit(x, y, batch_size=8, verbose=0)
    assert np.isfinite(weights(model)).all() or not model.built


@pytest.mark.backend("tensorflow")
def test_distribution_weight_decay_is_once(keras, strategy):
    """Weight decay acts once per step, whatever the number of replicas."""
    x, y = rows(8)
    sgd, adamw = keras.optimizers.SGD, keras.optimizers.AdamW
    for optimizer in sgd, adamw:
        results = {}
        for decay in 0.0, 5.0:
            one, two = pair(
                keras,
                strategy,
                optimizer=lambda rate: optimizer(rate, weight_decay=decay),  # noqa: B023
            )
            for model in one, two:
                model.fit(x, y, batch_size=4, shuffle=False, verbose=0)
            assert weights(two) == pytest.approx(weights(one), abs=ROUNDING)
            results[decay] = weights(two)
        assert np.abs(results[0.0] - results[5.0]).max() > 100 * ROUNDING


@pytest.mark.backend("tensorflow")
def test_distribution_clips_before_it_adds_up(keras, strategy):
    """Each replica clips its share of the gradient, so N replicas with equal shares
    clip at the threshold divided by N.
    """
    x, y = np.ones((8, 3), "float32"), np.full((8, 1), 9.0, "float32")
    for argument, threshold in (
        ("clipnorm", 0.005),
        ("clipvalue", 0.002),
        ("global_clipnorm", 0.01),
    ):

        def train(clip, argument=argument):
            def optimizer(rate):
                return keras.optimizers.SGD(1.0, **{argument: clip})

            one, two = pair(keras, strategy, optimizer=optimizer)
            start = weights(one)
            for model in one, two:
                model.fit(x, y, batch_size=8, verbose=0)
            return weights(one) - start, weights(two) - start

        one, two = train(threshold)
        assert two == pytest.approx(2 * one, abs=ROUNDING)
        assert np.abs(one).max() > 10 * ROUNDING
        _, half = train(threshold / 2)
        assert half == pytest.approx(one, abs=ROUNDING)


@pytest.mark.backend("tensorflow")
def test_distribution_refuses_gradient_accumulation(keras, strategy):
    """On replicas, `gradient_accumulation_steps` raises `RuntimeError` in `fit`."""
    x, y = rows(8)
    one, two = pair(
        keras,
        strategy,
        optimizer=lambda rate: keras.optimizers.SGD(
            rate, gradient_accumulation_steps=2
        ),
    )
    before = weights(one)
    one.fit(x, y, batch_size=4, verbose=0)
    assert (weights(one) != before).any()
    with pytest.raises(RuntimeError, match="merge_call"):
        two.fit(x, y, batch_size=4, verbose=0)


@pytest.mark.backend("tensorflow")
def test_distribution_first_batch_must_divide_among_replicas(keras, strategy):
    """`fit` and `evaluate` raise `InvalidArgumentError` if the first batch doesn't
    divide evenly among the replicas; the last one doesn't have to.
    """
    import tensorflow as tf

    x, y = rows(7)
    for method in "fit", "evaluate":
        one, two = pair(keras, strategy)
        getattr(one, method)(x, y, batch_size=7, verbose=0)
        with pytest.raises(tf.errors.InvalidArgumentError):
            getattr(two, method)(x, y, batch_size=7, verbose=0)
        with pytest.raises(tf.errors.InvalidArgumentError):
            getattr(two, method)(x[:5], y[:5], batch_size=8, verbose=0)
        one, two = pair(keras, strategy)
        getattr(two, method)(x, y, batch_size=4, verbose=0)
    assert two.predict(x, batch_size=7, verbose=0).shape == (7, 1)


@pytest.mark.backend("tensorflow")
def test_distribution_uneven_batch_weighs_replicas_alike(keras, strategy):
    """In a batch that doesn't divide evenly, each replica counts as much as any other.

    With one example for two replicas, the gradient of the data is half of what it would
    be.
    """
    keras.utils.set_random_seed(0)
    for number, share in ((5, [0.5]), (7, [0.25, 0.25, 0.5])):
        x, y = rows(number)
        start = np.ones((3, 1), "float32")

        def linear(keras):
            layer = keras.layers.Dense(1, use_bias=False, kernel_initializer="ones")
            model = keras.Sequential([keras.Input((3,)), layer])
            model.compile(keras.optimizers.SGD(0.01), "mse")
            return model

        _, two = pair(keras, strategy, make=linear)
        two.fit(x, y, batch_size=4, shuffle=False, verbose=0)
        kernel = start
        for part, factors in (slice(4), [0.25] * 4), (slice(4, None), share):
            error = x[part] @ kernel - y[part]
            gradient = 2 * x[part].T @ (error * np.array(factors)[:, None])
            kernel = kernel - 0.01 * gradient
        assert weights(two) == pytest.approx(kernel.ravel(), abs=ROUNDING)


@pytest.mark.backend("tensorflow")
def test_distribution_model_has_to_be_made_in_the_scope(keras, strategy):
    """A model created outside the scope trains on one device, and its `fit` fails
    inside the scope.
    """
    x, y = rows(8)
    outside = regularized_model(keras)
    with strategy.scope():
        assert outside.predict(x, batch_size=8, verbose=0).shape == y.shape
        with pytest.raises(AssertionError):
            outside.fit(x, y, batch_size=8, verbose=0)
    vectors = {}
    for place in "compile inside", "compile outside":
        with strategy.scope():
            model = regularized_model(keras)
        if place == "compile outside":
            model.compile(keras.optimizers.SGD(0.01), "mse", metrics=["mse"])
        model.fit(x, y, batch_size=8, verbose=0)
        vectors[place] = weights(model)
    one = regularized_model(keras)
    one.fit(x, y, batch_size=8, verbose=0)
    for vector in vectors.values():
        assert vector == pytest.approx(weights(one), abs=ROUNDING)


@pytest.mark.backend("tensorflow")
def test_distribution_saved_model_loads_with_and_without_replicas(
    keras, strategy, tmp_path
):
    """A model saved on replicas loads with and without them, including
    its penalties.
    """
    x, y = rows(8)
    one, two = pair(keras, strategy)
    two.save(tmp_path / "model.keras")
    single = keras.saving.load_model(tmp_path / "model.keras")
    with strategy.scope():
        mirror = keras.saving.load_model(tmp_path / "model.keras")
    for model in one, single, mirror:
        model.fit(x, y, batch_size=8, verbose=0)
    assert weights(single) == pytest.approx(weights(one), abs=ROUNDING)
    assert weights(mirror) == pytest.approx(weights(one), abs=ROUNDING)


@pytest.mark.backend("tensorflow")
def test_distribution_strength_in_a_variable_changes_at_once(keras, strategy):
    """On replicas, a strength in a `keras.Variable` takes effect at once, even within
    `fit`.
    """

    class Adjustable(keras.regularizers.Regularizer):
        def __init__(self):
            self.strength = keras.Variable(0.0, trainable=False)

        def __call__(self, w):
            return self.strength * keras.ops.sum(w**2)

    def make(keras):
        layer = keras.layers.Dense(
            1, kernel_initializer="ones", kernel_regularizer=own, use_bias=False
        )
        model = keras.Sequential([keras.Input((3,)), layer])
        model.compile(keras.optimizers.SGD(0.0), "mse")
        return model

    zeros = np.zeros((4, 3), "float32"), np.zeros((4, 1), "float32")
    for place in contextlib.nullcontext(), strategy.scope():
        with place:
            own = Adjustable()
        with strategy.scope():
            model = make(keras)
        callback = keras.callbacks.LambdaCallback(
            on_epoch_begin=lambda epoch, logs, own=own: own.strength.assign(0.5 * epoch)
        )
        fit = model.fit(*zeros, epochs=3, callbacks=[callback], verbose=0)
        assert fit.history["loss"] == [0, 1.5, 3]


@pytest.mark.backend("tensorflow")
def test_distribution_max_norm_holds_on_replicas(keras, strategy):
    """`MaxNorm` limits the columns of a kernel on replicas as it does on one device."""
    norm = keras.constraints.MaxNorm(0.3)
    one, two = pair(keras, strategy, kernel_constraint=norm)
    for model in one, two:
        model.fit(*rows(8), batch_size=8, verbose=0)
    assert weights(two) == pytest.approx(weights(one), abs=ROUNDING)
    before, after = (
        np.linalg.norm(each.get_weights()[0], axis=0)
        for each in (regularized_model(keras), two)
    )
    assert (before > 0.4).sum() >= 2
    assert (after < 0.3 + ROUNDING).all()


@pytest.mark.backend("jax", "torch")
def test_distribution_other_backends_ignore_the_strategy(keras):
    """With JAX and PyTorch, a `MirroredStrategy` doesn't split batches, and nothing
    warns you.
    """
    import tensorflow as tf

    with contextlib.suppress(RuntimeError):
        tf.config.set_logical_device_configuration(
            tf.config.list_physical_devices("CPU")[0],
            [tf.config.LogicalDeviceConfiguration()] * 2,
        )

    class Rows(keras.layers.Layer):
        def call(self, x):
            self.add_loss(keras.ops.cast(keras.ops.shape(x)[0], "float32"))
            return x

    strategy = tf.distribute.MirroredStrategy(["CPU:0", "CPU:1"])
    with strategy.scope(), warnings.catch_warnings():
        warnings.simplefilter("error")
        model = keras.Sequential([keras.Input((3,)), Rows(), keras.layers.Dense(1)])
        model.compile("sgd", "mse", metrics=["mse"])
        loss, mse = model.evaluate(*rows(8), batch_size=8, verbose=0)
    assert loss - mse == pytest.approx(8, rel=100 * ROUNDING)


@pytest.mark.since("3.14")
@pytest.mark.backend("jax")
def test_distribution_data_parallel_trains_as_one_device(keras, devices):
    """With JAX's `DataParallel`, losses, penalties, clipping, and masks are the same as
    on one device.

    So the result is the same, up to rounding.
    """

    def train():
        def optimizer(rate):
            return keras.optimizers.AdamW(rate, clipnorm=0.2, weight_decay=0.5)

        model = regularized_model(keras, optimizer=optimizer)
        drop = keras.layers.Dropout(0.5, seed=7)
        model = keras.Sequential([keras.Input((3,)), drop, *model.layers])
        model.compile(optimizer(0.01), "mse", metrics=["mse"])
        logs = model.fit(*rows(16), batch_size=8, shuffle=False, verbose=0).history
        return logs["loss"][0], logs["mse"][0], weights(model)

    keras.distribution.set_distribution(None)
    one = train()
    keras.distribution.set_distribution(
        keras.distribution.DataParallel(devices=devices)
    )
    two = train()
    assert two[0] == pytest.approx(one[0], rel=ROUNDING)
    assert two[0] > 1.1 * two[1]
    assert two[2] == pytest.approx(one[2], abs=10 * ROUNDING)


@pytest.mark.backend("jax")
def test_distribution_data_parallel_draws_a_mask_for_each_row(keras, devices):
    """With JAX's `DataParallel`, examples on different devices get different masks."""
    keras.distribution.set_distribution(
        keras.distribution.DataParallel(devices=devices)
    )
    for seed in 7, None:
        model = always(keras, keras.layers.Dropout(0.5, seed=seed))
        y = model.predict(np.ones((2, 100_000), "float32"), verbose=0)
        # 5 standard errors around the share on which independent masks agree.
        assert abs((y[0] == y[1]).mean() - 0.5) < 5 * 0.5 / 100_000**0.5


@pytest.mark.backend("jax")
def test_distribution_data_parallel_needs_batches_that_divide(keras, devices):
    """JAX's `DataParallel` raises `ValueError` if any batch, even the last, doesn't
    divide evenly.
    """
    keras.distribution.set_distribution(
        keras.distribution.DataParallel(devices=devices)
    )
    x, y = rows(8)
    regularized_model(keras).fit(x, y, batch_size=4, verbose=0)
    for number, size in (7, 7), (7, 4):
        with pytest.raises(ValueError, match="divide"):
            regularized_model(keras).fit(
                x[:number], y[:number], batch_size=size, verbose=0
            )
