"""What docs/l1.md and docs/l1/ say about Keras, asserted against Keras."""

import gzip
import itertools

import numpy as np
import pytest

from tests.checks.penalized_models import (
    after_one_step,
    linear,
    penalties,
    predict_with,
    pulls,
)

X = np.random.default_rng(0).normal(size=(8, 3)).astype("float32")
Y = X.sum(axis=1, keepdims=True)
# Steps and sums in float32: relative rounding 6e-8, a few operations each.
ROUNDING = 1e-5


def kernel_without_data(keras, optimizer, kernel, steps, strength=None):
    """The kernel after steps in which the data loss has no gradient: inputs 0."""
    model = linear(keras, strength, use_bias=False)
    model.compile(optimizer=optimizer, loss="mse")
    model.set_weights([np.reshape(kernel, (3, 1))])
    for _ in range(steps):
        model.train_on_batch(0 * X, 0 * Y)
    return model.get_weights()[0].ravel()


def constraint(keras, function):
    """A constraint that applies a function. From Keras 3.15 on, a function will do."""

    class Applied(keras.constraints.Constraint):
        def __call__(self, w):
            return function(w)

    return Applied()


def soft(keras, threshold):
    """The constraint that moves each weight towards 0 by the threshold."""
    return constraint(keras, lambda w: keras.ops.soft_shrink(w, threshold))


def proximal(keras, threshold, inputs=3):
    """A linear model that starts at 0, with a soft threshold after each step."""
    layer = keras.layers.Dense(
        1,
        use_bias=False,
        kernel_initializer="zeros",
        kernel_constraint=soft(keras, threshold),
    )
    return keras.Sequential([keras.Input((inputs,)), layer])


def three_of_six():
    """200 rows of six columns, and a noisy target that needs the first three."""
    r = np.random.default_rng(0)
    x = r.normal(size=(200, 6))
    y = x @ np.array([[3], [-2], [1], [0], [0], [0]]) + r.normal(size=(200, 1))
    return x, y


def twin_gaps(keras, start, optimizer, l2=0.0, steps=5):
    """The differences of the weights of two equal columns, after each step."""
    model = linear(keras, use_bias=False)
    model.layers[0].kernel.regularizer = keras.regularizers.L1L2(l1=0.1, l2=l2)
    model.set_weights([np.reshape(start, (3, 1))])
    model.compile(optimizer, loss="mse")
    gaps = []
    for _ in range(steps):
        model.train_on_batch(X[:, [0, 0, 1]], Y)
        first, second, _ = model.get_weights()[0].ravel()
        assert np.sign([first, second]).tolist() == np.sign(start[:2]).tolist()
        gaps.append(first - second)
    return gaps


def distance_after_200_steps(keras, solution, threshold, *sgd):
    """How far a model that started near a solution is from it after 200 steps."""
    x, y = three_of_six()
    shrink = keras.layers.Dense(1, kernel_constraint=soft(keras, threshold))
    model = keras.Sequential([keras.Input((6,)), shrink])
    model.compile(keras.optimizers.SGD(*sgd), loss="mse")
    model.set_weights([solution[:, None] + 0.1, np.zeros(1)])
    for _ in range(200):
        model.train_on_batch(x, y)
    return np.max(np.abs(model.get_weights()[0].ravel() - solution))


def network(keras, units, activation):
    """A network with a hidden layer of so many units."""
    layers = [keras.layers.Dense(units, activation), keras.layers.Dense(2)]
    return keras.Sequential([keras.Input((3,)), *layers])


def test_l1_is_strength_times_sum_of_absolutes(keras):
    """`L1(λ)` is λ times the sum of the absolute weights, without averaging."""
    random = np.random.default_rng(0)
    for strength, shape in (0.01, (2, 2)), (0.5, (7,)), (3.0, (3, 3, 2, 4)):
        weights = random.normal(size=shape).astype("float32")
        penalty = float(keras.regularizers.L1(strength)(weights))
        assert penalty == pytest.approx(strength * abs(weights).sum(), rel=ROUNDING)


def test_l1_is_added_once_per_step_to_the_mean_data_loss(keras):
    """The loss is the mean data loss plus the penalty, whatever the batch size."""
    model = linear(keras, 0.5)
    model.compile(loss="mse")
    data_loss = np.mean((model.predict(X, verbose=0) - 2 * Y) ** 2)
    for batch_size in 1, 3, 4, 8:
        loss = model.evaluate(X, 2 * Y, batch_size=batch_size, verbose=0)
        assert loss == pytest.approx(data_loss + 0.5 * 3, rel=ROUNDING)
    # What the penalty takes off in a step does not depend on the rows either.
    for rows in 1, 3, 8:
        plain, penalized = (
            after_one_step(keras, linear(keras, strength), X[:rows], 2 * Y[:rows])
            for strength in (None, 0.5)
        )
        assert plain - penalized == pytest.approx(0.1 * 0.5, abs=ROUNDING)


def test_l1_as_kernel_regularizer_leaves_the_bias_alone(keras):
    """`kernel_regularizer` penalizes the kernel and not the bias."""
    model = linear(keras, 0.1, bias_initializer="ones")
    assert [float(p) for p in model.losses] == pytest.approx([0.3], rel=ROUNDING)
    options = {
        "kernel_regularizer": keras.regularizers.L1(0.1),
        "bias_initializer": "ones",
    }
    for layer in (
        keras.layers.Dense(2, **options),
        keras.layers.Conv1D(2, 2, **options),
        keras.layers.LSTM(2, **options),
    ):
        layer.build((None, 4, 3))
        expected = 0.1 * abs(layer.get_weights()[0]).sum()
        assert penalties(layer) == pytest.approx([expected], rel=ROUNDING)


def test_l1_on_the_bias_needs_bias_regularizer(keras):
    """`bias_regularizer` adds a separate penalty for the bias."""
    l1, two = keras.regularizers.L1(0.1), keras.initializers.Constant(2)
    model = linear(keras, 0.1, bias_initializer=two, bias_regularizer=l1)
    penalties = sorted(float(p) for p in model.losses)
    assert penalties == pytest.approx([0.2, 0.3], rel=ROUNDING)


def test_l1_acts_only_on_layers_it_is_given_to(keras):
    """A layer without a regularizer, such as the output layer, has no penalty."""
    dense, l1 = keras.layers.Dense, keras.regularizers.L1(0.01)
    twos = keras.initializers.Constant(2)
    hidden = [
        dense(4, kernel_initializer=twos, kernel_regularizer=l1) for _ in range(2)
    ]
    model = keras.Sequential([keras.Input((3,)), *hidden, dense(2)])
    # 3·4 and 4·4 weights of 2.
    penalties = [float(p) for p in model.losses]
    assert penalties == pytest.approx([0.24, 0.32], rel=ROUNDING)
    assert model.layers[-1].losses == []


def test_l1_sgd_step_moves_every_weight_equally(keras):
    """With plain SGD, L1 moves large and small weights toward zero by
    lr·λ in each step.
    """
    sgd = keras.optimizers.SGD(0.1)
    kernel = kernel_without_data(keras, sgd, [1.0, -0.5, 0.03], 1, strength=0.2)
    assert kernel == pytest.approx([0.98, -0.48, 0.01], rel=ROUNDING)
    # With data, and past zero: the step differs from one without L1 by as much.
    start = np.array([[2.0], [-0.5], [0.03]])
    for rate, strength in (0.1, 0.2), (0.05, 1.0):
        kernels = []
        for l1 in None, strength:
            model = linear(keras, l1, use_bias=False)
            model.set_weights([start])
            kernels.append(after_one_step(keras, model, X, Y, rate))
        pull = rate * strength * np.sign(start.ravel())
        assert kernels[0] - kernels[1] == pytest.approx(pull, abs=ROUNDING)


@pytest.mark.parametrize(("rate", "strength"), [(0.1, 0.1), (0.01, 3.0), (1.0, 0.002)])
def test_l1_sgd_swings_around_zero_within_a_step(keras, rate, strength):
    """With SGD and no data, a weight comes within lr·λ of zero and then jumps back and
    forth across it.
    """
    step = rate * strength
    start = step * np.random.default_rng(0).uniform(-5, 5, 3)
    kernels = [
        kernel_without_data(keras, keras.optimizers.SGD(rate), start, steps, strength)
        for steps in (5, 6, 7)
    ]
    for kernel, after in itertools.pairwise(kernels):
        assert np.all((np.abs(kernel) > 0) & (np.abs(kernel) < step))
        assert after == pytest.approx(kernel - step * np.sign(kernel), abs=1e-5 * step)
        assert np.all(np.sign(after) == -np.sign(kernel))


@pytest.mark.parametrize(
    ("rate", "strength"), [(0.25, 0.5), (0.5, 0.25), (2.0, 0.0625)]
)
def test_l1_weight_a_whole_number_of_steps_away_lands_on_zero(keras, rate, strength):
    """A weight that is a whole number of SGD steps lr·λ from zero lands
    exactly on it.
    """
    # Steps of 1/8 are exact in binary: four from 0.5, and two and a half from 0.3125.
    sgd = keras.optimizers.SGD(rate)
    kernel = kernel_without_data(keras, sgd, [0.5, -0.5, 0.3125], 4, strength)
    assert kernel.tolist() == [0, 0, 0.0625]


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("SGD", {"learning_rate": 0.05}),
        ("SGD", {"learning_rate": 0.01, "momentum": 0.9}),
        ("SGD", {"learning_rate": 0.02, "momentum": 0.5, "nesterov": True}),
        ("Adam", {"learning_rate": 0.01}),
        ("Adam", {"learning_rate": 0.05, "amsgrad": True}),
    ],
)
def test_l1_penalty_leaves_no_exact_zeros(keras, name, arguments):
    """L1 with SGD or Adam leaves none of 200 weights with random starts
    at exactly zero.
    """
    r = np.random.default_rng(1)
    x = r.normal(size=(80, 20))
    x[:, 10:] = 0
    y = x @ r.normal(size=(20, 10))
    l1 = keras.regularizers.L1(0.2)
    layer = keras.layers.Dense(10, use_bias=False, kernel_regularizer=l1)
    model = keras.Sequential([keras.Input((20,)), layer])
    start = abs(model.get_weights()[0])
    model.compile(getattr(keras.optimizers, name)(**arguments), loss="mse")
    model.fit(x, y, batch_size=1, epochs=1, verbose=0)
    (kernel,) = model.get_weights()
    assert np.count_nonzero(kernel) == kernel.size == 200
    # The data ask nothing of the last ten rows: L1 has brought them near zero.
    assert abs(kernel[10:]).mean() < start.mean() / 2


@pytest.mark.backend("tensorflow", "torch")
def test_l1_with_rmsprop_makes_some_exact_zeros(keras):
    """With RMSprop, some weights that only L1 moves end at exactly zero
    and stay there.
    """
    for rate, strength in (0.05, 0.2), (0.02, 1.0):
        keras.utils.set_random_seed(0)
        l1 = keras.regularizers.L1(strength)
        layer = keras.layers.Dense(20, use_bias=False, kernel_regularizer=l1)
        model = keras.Sequential([keras.Input((20,)), layer])
        model.compile(keras.optimizers.RMSprop(rate), loss="mse")
        zeros = []
        for steps in 200, 1, 1:
            rows = np.zeros((steps, 20))
            model.fit(rows, rows, batch_size=1, verbose=0)
            zeros.append(model.get_weights()[0] == 0)
        # Of 400, a good part and not all.
        assert 20 < zeros[0].sum() < 380
        assert zeros[1][zeros[0]].all()
        assert zeros[2][zeros[1]].all()


def test_l1_pull_does_not_depend_on_the_width(keras):
    """L1 pulls each weight by λ, however wide the layer and large its penalty."""
    penalties = []
    for width in 4, 64, 512:
        l1 = keras.regularizers.L1(0.25)
        kernel = np.random.default_rng(width).uniform(0.1, 1, (16, width))
        kernel[::2] *= -1
        expected = 0.25 * np.sign(kernel)
        assert pulls(keras, l1, kernel) == pytest.approx(expected, abs=1e-6)
        penalties.append(float(l1(kernel.astype("float32"))))
    assert penalties[0] < penalties[1] / 8 < penalties[2] / 64


def test_l1_proximal_step_makes_exact_zeros(keras):
    """A soft-threshold `kernel_constraint` sets weights below its threshold to exactly
    zero.
    """
    model = linear(
        keras,
        use_bias=False,
        kernel_constraint=soft(keras, 0.01),
    )
    model.compile(keras.optimizers.SGD(0.3), loss="mse")
    model.set_weights([np.array([[1.0], [-0.005], [0.015]])])
    # The gradient is 2/3 of each weight: the step leaves 0.8 of it to the threshold.
    model.train_on_batch(np.eye(3), np.zeros((3, 1)))
    kernel = model.get_weights()[0].ravel()
    assert kernel[1] == 0
    assert kernel == pytest.approx([0.79, 0.0, 0.002], abs=1e-6)


def test_l1_proximal_step_adds_no_loss(keras):
    """A `kernel_constraint` adds nothing to `model.losses`."""
    constraints = keras.constraints
    for limit in (
        soft(keras, 0.01),
        constraints.MaxNorm(0.1),
        constraints.MinMaxNorm(0.1, 0.2),
        constraints.NonNeg(),
        constraints.UnitNorm(),
    ):
        shrink = {"kernel_constraint": limit}
        assert linear(keras, **shrink).losses == []
        assert len(linear(keras, 0.1, **shrink).losses) == 1


@pytest.mark.since("3.15")
def test_l1_proximal_function_is_not_restored_by_itself(keras, tmp_path):
    """A constraint that is a function loads only if it is registered or in
    `custom_objects`.
    """

    def shrink(w):
        return keras.ops.soft_shrink(w, 0.01)

    @keras.saving.register_keras_serializable("checks")
    def shrink_registered(w):
        return keras.ops.soft_shrink(w, 0.01)

    path = tmp_path / "model.keras"
    linear(keras, kernel_constraint=shrink).save(path)
    with pytest.raises(TypeError):
        keras.saving.load_model(path)
    model = keras.saving.load_model(path, custom_objects={"shrink": shrink})
    assert model.layers[0].kernel_constraint is shrink
    linear(keras, kernel_constraint=shrink_registered).save(path)
    model = keras.saving.load_model(path)
    assert model.layers[0].kernel_constraint is shrink_registered


def test_l1_proximal_class_is_restored_with_its_threshold(keras, tmp_path):
    """A registered constraint with `get_config` loads by itself,
    including its threshold.
    """

    @keras.saving.register_keras_serializable("checks")
    class Shrink(keras.constraints.Constraint):
        def __init__(self, threshold):
            self.threshold = threshold

        def __call__(self, w):
            return keras.ops.soft_shrink(w, self.threshold)

        def get_config(self):
            return {"threshold": self.threshold}

    path = tmp_path / "model.keras"
    linear(keras, kernel_constraint=Shrink(0.25)).save(path)
    shrink = keras.saving.load_model(path).layers[0].kernel_constraint
    weights = keras.ops.convert_to_numpy(shrink(np.array([1.0, -0.5, 0.2])))
    assert weights == pytest.approx([0.75, -0.25, 0.0], rel=ROUNDING)


def test_l1_proximal_step_stands_still_at_the_lasso(keras, sklearn):
    """`Lasso(alpha=λ/2)` is the fixed point of SGD with the threshold lr·λ."""
    x, y = three_of_six()
    rate, strength = 0.1, 0.4

    def step(alpha):
        lasso = sklearn.linear_model.Lasso(
            alpha=alpha, fit_intercept=False, tol=1e-12
        ).fit(x, y)
        model = proximal(keras, rate * strength, inputs=6)
        model.set_weights([lasso.coef_.reshape(6, 1)])
        kernel = after_one_step(keras, model, x, y, rate)
        assert np.sum(lasso.coef_ == 0) == 3
        return np.max(np.abs(kernel - lasso.coef_))

    assert step(strength / 2) < ROUNDING
    # One step undoes about rate of the difference, 2·0.1·0.2.
    assert step(strength) > 0.01


def test_l1_proximal_threshold_grows_with_momentum(keras, sklearn):
    """With momentum m, the threshold lr·λ/(1−m) gives the Lasso, but lr·λ doesn't."""
    rate, strength = 0.01, 0.4
    lasso = sklearn.linear_model.Lasso(alpha=strength / 2, tol=1e-12)
    solution = lasso.fit(*three_of_six()).coef_
    for momentum, nesterov in (0.8, False), (0.9, True):
        # After 200 steps the slowest direction has shrunk below 1e-4.
        for factor, near in (1 / (1 - momentum), True), (1, False):
            distance = distance_after_200_steps(
                keras, solution, rate * strength * factor, rate, momentum, nesterov
            )
            assert distance < 1e-3 if near else distance > 0.05


def test_l1_in_ftrl_makes_exact_zeros(keras):
    """`Ftrl(l1_regularization_strength=…)` sets weights exactly to zero."""
    kernels = []
    for strength in 0.0, 2.0:
        ftrl = keras.optimizers.Ftrl(0.5, l1_regularization_strength=strength)
        model = linear(keras, start="zeros")
        model.compile(ftrl, loss="mse")
        # One weight per row. Its gradient is 2/3 of its target: 2.2, 1.8 and 0.2.
        model.train_on_batch(np.eye(3), np.array([[3.3], [2.7], [0.3]]))
        kernels.append(model.get_weights()[0].ravel())
    assert np.all(kernels[0] != 0)
    assert np.all(kernels[1][1:] == 0)
    # What exceeds the strength, times the rate; 0.1 is what Ftrl's sum starts with.
    beyond = 0.5 * (2.2 - 2.0) / np.sqrt(0.1 + 2.2**2)
    assert kernels[1][0] == pytest.approx(beyond, rel=ROUNDING)


def test_l1_in_ftrl_reaches_the_bias(keras):
    """The L1 strength of `Ftrl` acts on every trainable variable, including biases."""
    biases = []
    for strength in 1.75, 2.25:
        ftrl = keras.optimizers.Ftrl(0.5, l1_regularization_strength=strength)
        model = linear(keras)
        model.compile(ftrl, loss="mse")
        # The gradient of the bias is 2: the first strength is less, the second more.
        model.train_on_batch(0 * X, 0 * Y - 1)
        biases.append(model.get_weights()[1][0])
    # What exceeds the strength, times the rate; 0.1 is what Ftrl's sum starts with.
    beyond = -0.5 * (2 - 1.75) / np.sqrt(0.1 + 2**2)
    assert biases == pytest.approx([beyond, 0], rel=ROUNDING)
    assert biases[1] == 0
    layers = keras.layers
    model = keras.Sequential(
        [
            keras.Input((4,), dtype="int32"),
            layers.Embedding(5, 3),
            layers.LayerNormalization(),
            layers.Flatten(),
            layers.Dense(1),
        ]
    )
    model.compile(keras.optimizers.Ftrl(l1_regularization_strength=1e6), loss="mse")
    model.train_on_batch(np.array([[0, 1, 2, 3]]), np.ones((1, 1)))
    assert len(model.trainable_variables) == 1 + 2 + 2
    assert not any(weight.any() for weight in model.get_weights())


def test_l1_in_ftrl_forgets_the_starting_weights(keras):
    """Where the gradient g is small, the first step of `Ftrl` forgets the starting
    weights.

    It keeps the share 1 − √(a/(a + g²)) of them, even with strength 0. Here a is
    `initial_accumulator_value`.
    """
    ftrl = kernel_without_data(keras, "ftrl", [1, 2, 3], 1)
    sgd = kernel_without_data(keras, "sgd", [1, 2, 3], 1)
    assert ftrl.tolist() == [0, 0, 0]
    assert sgd.tolist() == [1, 2, 3]
    start = np.array([1.0, -2.0, 3.0], dtype="float32")
    shares = []
    for initial, gradient, rate in (0.1, 0.01, 0.1), (0.1, 1, 0.05), (2, -0.5, 0.1):
        ftrl = keras.optimizers.Ftrl(rate, initial_accumulator_value=initial)
        weights = keras.Variable(start)
        ftrl.apply([gradient * keras.ops.ones(3)], [weights])
        root = np.sqrt(initial + gradient**2)
        shares.append(1 - np.sqrt(initial) / root)
        expected = shares[-1] * start - rate * gradient / root
        assert weights.numpy() == pytest.approx(expected, abs=ROUNDING)
    # With its default, 0.1, next to nothing for a small gradient, and much for 1.
    assert shares[0] < 0.001
    assert 0.6 < shares[1] < 0.7
    assert keras.optimizers.Ftrl().initial_accumulator_value == 0.1


def test_l1_penalty_is_in_the_loss_and_not_in_metrics(keras):
    """`evaluate` reports a loss that includes the penalty, and metrics that don't."""
    for strength, rate in (0.5, 0.0), (0.1, 0.01):
        model = linear(keras, strength)
        sgd = keras.optimizers.SGD(rate)
        model.compile(sgd, loss="mse", metrics=["mse"], weighted_metrics=["mae"])
        model.fit(X, 2 * Y, verbose=0)
        kernel, _ = model.get_weights()
        error = model.predict(X, verbose=0) - 2 * Y
        loss, *metrics = model.evaluate(X, 2 * Y, verbose=0)
        data = [np.mean(error**2), np.mean(abs(error))]
        assert metrics == pytest.approx(data, rel=ROUNDING)
        expected = data[0] + strength * abs(kernel).sum()
        assert loss == pytest.approx(expected, rel=ROUNDING)


@pytest.mark.parametrize(("penalty", "rate"), [("L1", 0.0), ("L1", 0.05), ("L2", 0.05)])
def test_l1_penalty_is_in_loss_and_val_loss(keras, penalty, rate):
    """`loss` includes the mean of the penalties before each step, and `val_loss` the
    penalty after the last step.
    """
    regularizer = getattr(keras.regularizers, penalty)(0.5)
    model, replay = linear(keras), linear(keras)
    for each in model, replay:
        each.layers[0].kernel.regularizer = regularizer
        each.compile(keras.optimizers.Adam(rate), loss="mse", metrics=["mse"])
    fit = {"validation_data": (X, 3 * Y), "shuffle": False, "verbose": 0}
    logs = model.fit(X, 2 * Y, batch_size=2, epochs=2, **fit).history
    for epoch in range(2):
        before = []
        for i in range(0, 8, 2):
            before += penalties(replay)
            replay.train_on_batch(X[i : i + 2], 2 * Y[i : i + 2])
        training = logs["loss"][epoch] - logs["mse"][epoch]
        validation = logs["val_loss"][epoch] - logs["val_mse"][epoch]
        # Differences of losses that are ten times as large.
        assert training == pytest.approx(np.mean(before), rel=1e-4)
        assert validation == pytest.approx(*penalties(replay), rel=1e-4)
        # They agree only while no step changes a weight.
        assert (training == pytest.approx(validation, rel=1e-4)) == (rate == 0)


def test_l1_leaves_predictions_alone(keras):
    """With the same weights, a model predicts the same with and without L1."""
    with_l1 = linear(keras, 0.5).predict(X, verbose=0)
    without = linear(keras).predict(X, verbose=0)
    assert np.array_equal(with_l1, without)
    l1 = keras.regularizers.L1(0.5)
    predictions = [predict_with(keras, penalty, X) for penalty in (None, l1)]
    assert np.array_equal(*predictions)


def test_l1_as_a_string_means_a_hundredth(keras):
    """The string `"l1"` means `L1(0.01)`."""
    regularizer = keras.regularizers.get("l1")
    assert isinstance(regularizer, keras.regularizers.L1)
    # The strength is kept as float32, whose relative rounding is 6e-8.
    assert regularizer.get_config() == pytest.approx({"l1": 0.01}, rel=1e-7)


def test_l1_of_none_is_a_hundredth(keras):
    """`L1(None)` doesn't turn the penalty off: it has the strength 0.01."""
    regularizer = keras.regularizers.L1(None)
    assert regularizer.get_config() == pytest.approx({"l1": 0.01}, rel=1e-7)
    assert keras.regularizers.L1(0).get_config() == {"l1": 0.0}


def test_l1_string_l1_l2_is_refused(keras):
    """The string `"l1_l2"` raises `ValueError`."""
    with pytest.raises(ValueError, match="l1_l2"):
        keras.layers.Dense(1, kernel_regularizer="l1_l2")


def test_l1_string_l1l2_means_no_penalty(keras):
    """The string `"l1l2"` is accepted but means a strength of 0 for both."""
    regularizer = keras.regularizers.get("l1l2")
    assert regularizer.get_config() == {"l1": 0.0, "l2": 0.0}
    assert float(regularizer(np.ones((2, 2)))) == 0


def test_l1_argument_is_not_called_l(keras):
    """`L1(l=0.01)` raises `TypeError`, because the argument is called `l1`."""
    with pytest.raises(TypeError, match=r"^L1.* argument 'l'"):
        keras.regularizers.L1(l=0.01)
    penalty = keras.regularizers.L1(l1=0.01)(np.array([2.0], "float32"))
    assert float(penalty) == pytest.approx(0.02, rel=ROUNDING)


def test_l1_set_on_a_built_layer_does_nothing(keras):
    """Setting `layer.kernel_regularizer` after the layer is built adds no penalty.

    On an LSTM or a GRU, it raises `AttributeError`.
    """
    model = linear(keras, start=keras.initializers.Constant(2))
    model.layers[0].kernel_regularizer = keras.regularizers.L1(0.1)
    assert model.losses == []
    model.compile(loss="mse")
    # The weights are right, so the loss would be the penalty.
    assert model.evaluate(X, 2 * Y, verbose=0) == pytest.approx(0, abs=1e-9)
    penalties = [float(p) for p in keras.models.clone_model(model).losses]
    assert penalties == pytest.approx([0.6], rel=ROUNDING)
    for layer in keras.layers.Conv1D(2, 2), keras.layers.Conv1DTranspose(2, 2):
        layer.build((None, 4, 3))
        layer.kernel_regularizer = keras.regularizers.L1(0.1)
        assert layer.losses == []
    for layer in keras.layers.LSTM(2), keras.layers.GRU(2):
        layer.build((None, 4, 3))
        with pytest.raises(AttributeError):
            layer.kernel_regularizer = keras.regularizers.L1(0.1)
        assert layer.losses == []


def test_l1_set_on_the_variable_works_at_once(keras):
    """Setting `layer.kernel.regularizer` adds the penalty to a built model."""
    model = linear(keras, start=keras.initializers.Constant(2))
    model.layers[0].kernel.regularizer = keras.regularizers.L1(0.1)
    assert [float(p) for p in model.losses] == pytest.approx([0.6], rel=ROUNDING)
    layer = keras.layers.Conv1D(2, 2)
    layer.build((None, 4, 3))
    layer.kernel.regularizer = keras.regularizers.L1(0.1)
    expected = 0.1 * abs(layer.get_weights()[0]).sum()
    assert penalties(layer) == pytest.approx([expected], rel=ROUNDING)


def test_l1_leaves_the_gap_between_twin_columns(keras):
    """While the weights of two equal columns have the same sign, L1 alone keeps their
    difference with SGD or Adam.

    L2 beside it and weight decay shrink the difference. With opposite signs, the
    weights come closer by 2·lr·λ in each step of SGD.
    """
    optimizers = keras.optimizers
    for start in [1.5, 0.5, 1.0], [-1.0, -2.0, 0.0]:
        for optimizer in optimizers.SGD(0.01), optimizers.Adam(0.01):
            assert twin_gaps(keras, start, optimizer) == pytest.approx(
                [1.0] * 5, rel=ROUNDING
            )
        shrinking = (1 - 2 * 0.01 * 0.5) ** np.arange(1, 6)
        assert twin_gaps(keras, start, optimizers.SGD(0.01), l2=0.5) == pytest.approx(
            shrinking, rel=ROUNDING
        )
    # The other optimizers keep the gap, too, but a weight decay shrinks it.
    start = [1.5, 0.5, 1.0]
    momentum = optimizers.SGD(0.01, momentum=0.9)
    assert twin_gaps(keras, start, momentum) == pytest.approx([1.0] * 5, rel=ROUNDING)
    decayed = (1 - 0.01 * 0.5) ** np.arange(1, 6)
    adamw = optimizers.AdamW(0.01, weight_decay=0.5)
    assert twin_gaps(keras, start, adamw) == pytest.approx(decayed, rel=ROUNDING)
    closer = 2 - 2 * 0.01 * 0.1 * np.arange(1, 6)
    assert twin_gaps(keras, [1.5, -0.5, 1.0], optimizers.SGD(0.01)) == pytest.approx(
        closer, rel=ROUNDING
    )


def test_l1_starts_at_half_the_glorot_limit_per_weight(keras):
    """At the start, the absolute weights of a Dense layer average half
    the Glorot limit.
    """
    for inputs, units in (64, 64), (10, 500), (300, 20):
        layer = keras.layers.Dense(
            units, kernel_regularizer=keras.regularizers.L1(0.01)
        )
        layer.build((None, inputs))
        number, limit = inputs * units, np.sqrt(6 / (inputs + units))
        expected = 0.01 * number * limit / 2
        # |w| is uniform on [0, limit]: 5 standard errors of the mean.
        error = 0.01 * number * 5 * limit / np.sqrt(12 * number)
        assert float(layer.losses[0]) == pytest.approx(expected, abs=error)


def test_l1_default_strength_is_a_hundredth(keras):
    """`L1()` has the strength 0.01, but `L1L2()` has none at all."""
    weights = np.array([3.0, -4.0], "float32")
    default = float(keras.regularizers.L1()(weights))
    assert default == pytest.approx(0.01 * 7, rel=ROUNDING)
    assert float(keras.regularizers.L1L2()(weights)) == 0


def test_l1_strength_is_a_python_number_from_zero_on(keras):
    """The strength of `L1` is a finite, nonnegative `float` or `int`,
    or `None` for 0.01.
    """
    tensor = keras.ops.array(0.01)
    numbers = -0.01, -1, float("nan"), float("inf"), np.float32(0.01), np.int64(1)
    for wrong in *numbers, "0.01", [0.01], tensor, keras.Variable(0.01):
        with pytest.raises(ValueError, match="l1"):
            keras.regularizers.L1(wrong)
    for right in 0, 2, 0.5, 1e6, np.float64(0.5):
        assert keras.regularizers.L1(right).get_config() == {"l1": right}
    default = keras.regularizers.L1(None).get_config()
    assert default == keras.regularizers.L1(0.01).get_config()


def test_l1_config_is_rounded_to_float32(keras):
    """`L1(0.01).get_config()` contains 0.01 rounded to float32; with `L1L2`, it is
    exactly 0.01.
    """
    strength = keras.regularizers.L1(0.01).get_config()["l1"]
    assert strength == float(np.float32(0.01)) != 0.01
    assert keras.regularizers.L1L2(l1=0.01).get_config()["l1"] == 0.01


@pytest.mark.since("3.14")
def test_l1_of_integers_is_zero(keras):
    """`L1` casts its strength to the type of the array, so `L1(0.5)` of
    integers is 0.
    """
    l1 = keras.regularizers.L1(0.5)
    assert float(l1(np.array([1, -2]))) == 0
    assert float(l1(np.array([1.0, -2.0]))) == 1.5


def test_l1l2_is_the_sum_of_both(keras):
    """`L1L2(l1=a, l2=b)` is the sum of the penalties of `L1(a)` and `L2(b)`."""
    weights = np.array([1.0, -2.0, 3.0])
    both = float(keras.regularizers.L1L2(l1=0.25, l2=0.5)(weights))
    assert both == 0.25 * 6 + 0.5 * 14
    weights = np.random.default_rng(0).normal(size=(5, 4)).astype("float32")
    for l1, l2 in (0.1, 0.0), (0.0, 0.3), (0.01, 2):
        both = float(keras.regularizers.L1L2(l1, l2)(weights))
        parts = l1 * abs(weights).sum() + l2 * (weights**2).sum()
        assert both == pytest.approx(parts, rel=ROUNDING)


def test_l1_on_an_embedding_charges_every_row(keras):
    """`embeddings_regularizer` pulls at all rows of the table, whether they are looked
    up or not.
    """
    table = keras.layers.Embedding(
        4,
        1,
        embeddings_initializer="ones",
        embeddings_regularizer=keras.regularizers.L1(0.2),
    )
    model = keras.Sequential([keras.Input((1,), dtype="int32"), table])
    assert penalties(model) == pytest.approx([0.2 * 4], rel=ROUNDING)
    # The target is what the table says: no gradient but that of the penalty.
    rows = after_one_step(keras, model, np.zeros((1, 1)), np.ones((1, 1, 1)))
    assert rows == pytest.approx([1 - 0.1 * 0.2] * 4, rel=ROUNDING)


def test_l1_on_a_convolution_sums_over_all_axes(keras):
    """The kernel penalty of `Conv2D` sums over every entry, whatever the size of the
    image.
    """
    l1 = keras.regularizers.L1(0.1)
    for size in 8, 16:
        layer = keras.layers.Conv2D(5, (3, 2), kernel_regularizer=l1)
        layer.build((None, size, size, 2))
        kernel = layer.get_weights()[0]
        assert kernel.shape == (3, 2, 2, 5)
        assert penalties(layer) == pytest.approx([0.1 * abs(kernel).sum()])


def test_l1_on_separable_layers_has_other_names(keras):
    """`DepthwiseConv2D`, `SeparableConv2D`, and `Embedding` refuse
    `kernel_regularizer`.

    The convolutions take `depthwise_regularizer` and `pointwise_regularizer` instead.
    """
    layers, l1 = keras.layers, keras.regularizers.L1(0.1)
    for name, sizes in (
        ("DepthwiseConv2D", (3,)),
        ("SeparableConv2D", (4, 3)),
        ("Embedding", (4, 3)),
    ):
        with pytest.raises(ValueError, match="kernel_regularizer"):
            getattr(layers, name)(*sizes, kernel_regularizer=l1)
    start = keras.initializers.Constant(-2)
    spatial = {"depthwise_initializer": start, "depthwise_regularizer": l1}
    depthwise = layers.DepthwiseConv2D(3, **spatial)
    separable = layers.SeparableConv2D(
        4, 3, pointwise_initializer=start, pointwise_regularizer=l1, **spatial
    )
    for layer, expected in (
        (depthwise, [0.2 * 3 * 3 * 2]),
        (separable, [0.2 * 3 * 3 * 2, 0.2 * 2 * 4]),
    ):
        layer.build((None, 8, 8, 2))
        assert penalties(layer) == pytest.approx(expected, rel=ROUNDING)


def test_l1_ignores_sample_weights(keras):
    """`sample_weight` scales the data loss but not the penalty."""
    model = linear(keras, 0.5)
    model.compile(keras.optimizers.SGD(0.0), loss="mse")
    errors = (X.sum(axis=1) - 2 * Y.ravel()) ** 2
    for weights in 0 * errors, 3 + 0 * errors, np.arange(8.0):
        loss = model.evaluate(X, 2 * Y, sample_weight=weights, verbose=0)
        expected = np.mean(weights * errors) + 0.5 * 3
        assert loss == pytest.approx(expected, rel=ROUNDING)
        logs = model.fit(X, 2 * Y, sample_weight=weights, verbose=0).history
        assert logs["loss"] == pytest.approx([expected], rel=ROUNDING)


@pytest.mark.backend("tensorflow", "torch")
def test_l1_does_not_pull_at_zero(keras):
    """With TensorFlow and PyTorch, the gradient of L1 at exactly 0 is 0, so plain SGD
    leaves a weight there.

    Momentum, and so Adam, carries it on.
    """
    kernel = [0.0, 0.25, 1.0]
    for expected in [0, 0, 0.75], [0, 0, 0.5]:
        # Steps of 0.25: all numbers are exact in binary.
        sgd = keras.optimizers.SGD(0.25)
        kernel = kernel_without_data(keras, sgd, kernel, 1, strength=1.0)
        assert kernel.tolist() == expected
    # The weight that lands on zero in the first step goes half as far in the second.
    for steps, expected in (1, [0, 0, 0.75]), (2, [0, -0.125, 0.375]):
        momentum = keras.optimizers.SGD(0.25, momentum=0.5)
        start = [0.0, 0.25, 1.0]
        kernel = kernel_without_data(keras, momentum, start, steps, strength=1.0)
        assert kernel.tolist() == expected


def test_l1_is_not_in_the_summary(keras, capsys):
    """`model.summary()` prints the same with and without a regularizer."""
    summaries = []
    for strength in None, 0.01:
        keras.utils.clear_session()
        linear(keras, strength).summary()
        summaries.append(capsys.readouterr().out)
    assert "dense" in summaries[0]
    assert summaries[0] == summaries[1]


def test_l1_threshold_acts_after_updates_only(keras):
    """A `kernel_constraint` acts after each step of the optimizer, and never before the
    first.

    With `gradient_accumulation_steps` it acts after each batch, even without an update.
    """
    shrink = {"kernel_constraint": soft(keras, 0.25)}
    model = linear(keras, **shrink)
    model.compile(loss="mse")
    # The weights of 1 are right for these data, and they stay.
    assert model.evaluate(X, Y, verbose=0) == pytest.approx(0, abs=ROUNDING)
    # The gradient is 2/3 of each weight: the step makes 0.8 of it, the threshold 0.55.
    kernel = after_one_step(keras, model, np.eye(3), np.zeros((3, 1)), rate=0.3)
    assert kernel == pytest.approx([0.55] * 3, rel=ROUNDING)
    accumulates = keras.optimizers.SGD(0.3, gradient_accumulation_steps=4)
    model = linear(keras, **shrink)
    model.compile(accumulates, loss="mse")
    for left in 0.75, 0.5:
        model.train_on_batch(np.eye(3), np.zeros((3, 1)))
        assert model.get_weights()[0].ravel() == pytest.approx([left] * 3, rel=ROUNDING)


def test_l1_thresholded_weights_come_back(keras):
    """A weight that you set to 0 moves away again as soon as the data pull at it."""
    for column, optimizer in (1, "sgd"), (0, "adam"), (2, "rmsprop"):
        model = linear(keras, use_bias=False)
        start = np.ones((3, 1))
        start[column] = 0
        model.set_weights([start])
        model.compile(optimizer, loss="mse")
        # The error is what this column lacks; then it is 0, and there is no gradient.
        for inputs, moves in (X, True), (X * start.T, False):
            model.set_weights([start])
            model.compile(optimizer, loss="mse")
            model.train_on_batch(inputs, Y)
            assert (model.get_weights()[0][column, 0] > 0) == moves


def test_l1_masked_weights_stay_zero(keras):
    """A `kernel_constraint` that multiplies by a mask keeps the masked weights at
    exactly 0.
    """
    mask = np.array([[1.0], [0.0], [1.0]], dtype="float32")
    kernels = []
    optimizers = keras.optimizers
    for optimizer in optimizers.SGD(0.01, momentum=0.9), "sgd", "adam":
        arguments = {"kernel_constraint": constraint(keras, lambda w: w * mask)}
        model = linear(keras, 0.1, **arguments)
        model.compile(optimizer, loss="mse")
        for _ in range(3):
            model.train_on_batch(X, 2 * Y)
        kernels.append(model.get_weights()[0].ravel())
    assert [kernel[1] for kernel in kernels] == [0] * 3
    # The others started at 1 and move, with each optimizer as far as it does.
    *_, sgd, adam = kernels
    assert np.all(adam[[0, 2]] > 1)
    assert np.all(sgd[[0, 2]] > adam[[0, 2]])


@pytest.mark.backend("tensorflow", "jax")
def test_l1_mask_on_a_trained_model_needs_compile(keras):
    """On a trained model, a new `layer.kernel.constraint` takes effect only after
    `compile`.
    """
    model = linear(keras)
    before = after_one_step(keras, model, X, 2 * Y)
    mask = np.array([[1.0], [0.0], [1.0]], dtype="float32")
    model.layers[0].kernel.constraint = constraint(keras, lambda w: w * mask)
    model.train_on_batch(X, 2 * Y)
    assert np.all(model.get_weights()[0].ravel() > before)
    kernel = after_one_step(keras, model, X, 2 * Y)
    assert (kernel == 0).tolist() == [False, True, False]


def test_l1_zeros_do_not_shrink_the_file(keras, tmp_path):
    """A saved model has the same size with and without zeros, but
    `gzip` makes it smaller.
    """
    model = keras.Sequential([keras.Input((64,)), keras.layers.Dense(64)])
    for name in "model.keras", "model.weights.h5":
        save = model.save_weights if "weights" in name else model.save
        sizes, gzip_sizes = [], []
        for zeros in 0.0, 0.9:
            kernel = np.random.default_rng(0).normal(size=(64, 64))
            kernel[np.random.default_rng(0).random(kernel.shape) < zeros] = 0
            model.set_weights([kernel, np.zeros(64)])
            save(tmp_path / name)
            content = (tmp_path / name).read_bytes()
            sizes.append(len(content))
            gzip_sizes.append(len(gzip.compress(content)))
        assert sizes[0] == sizes[1]
        # 410 of 4096 weights of four bytes are left, and where they are.
        assert gzip_sizes[1] < gzip_sizes[0] / 3


def test_l1_zeros_are_counted_as_parameters(keras):
    """Zeros change neither `count_params()` nor the shape of the kernel."""
    layer = keras.layers.Dense(4, kernel_initializer="zeros")
    layer.build((None, 3))
    assert layer.count_params() == 3 * 4 + 4
    assert layer.kernel.shape == (3, 4)


def test_l1_row_of_zeros_is_an_unused_input(keras):
    """An input whose row of the kernel is 0 doesn't affect the prediction.

    Unless it is infinite or NaN, which makes the prediction NaN.
    """
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(2, "tanh")])
    kernel, bias = model.get_weights()
    kernel[1] = 0
    model.set_weights([kernel, bias])
    before = model.predict(X, verbose=0)
    for column, same in (0, False), (1, True), (2, False):
        inputs = X.copy()
        inputs[:, column] += 1
        after = model.predict(inputs, verbose=0)
        assert np.allclose(before, after, atol=ROUNDING) == same
    # Zero times infinity, and NaN, are NaN.
    for value in np.inf, np.nan:
        inputs = X.copy()
        inputs[:, 1] = value
        assert np.isnan(model.predict(inputs, verbose=0)).all()


def test_l1_unused_units_can_be_cut_out(keras):
    """Removing the hidden units that no later layer uses leaves the
    predictions the same.
    """
    for activation, function in ("relu", lambda z: np.maximum(z, 0)), ("tanh", np.tanh):
        large, small = (network(keras, units, activation) for units in (5, 3))
        first, _, second, second_bias = large.get_weights()
        first_bias = np.linspace(-1, 1, 5)
        second[[1, 3]] = 0
        large.set_weights([first, first_bias, second, second_bias])
        mask = second.any(axis=1)
        small.set_weights([first[:, mask], first_bias[mask], second[mask], second_bias])
        assert small.count_params() == 3 * 3 + 3 + 3 * 2 + 2 < large.count_params()
        expected = function(X @ first + first_bias) @ second + second_bias
        assert np.ptp(expected) > 0.1
        for model in large, small:
            outputs = model.predict(X, verbose=0)
            assert outputs == pytest.approx(expected, abs=ROUNDING)


def test_l1_group_threshold_empties_whole_rows(keras):
    """A `kernel_constraint` that shortens rows sets whole rows to 0,
    not single weights.
    """

    def shorten(w):
        length = keras.ops.norm(w, axis=1, keepdims=True)
        return w * keras.ops.relu(1 - 0.5 / length)

    shorten = constraint(keras, shorten)
    layer = keras.layers.Dense(2, use_bias=False, kernel_constraint=shorten)
    model = keras.Sequential([keras.Input((3,)), layer])
    model.set_weights([np.array([[3.0, 4.0], [0.3, 0.3], [0.01, 1.0]])])
    kernel = after_one_step(keras, model, 0 * X, np.zeros((8, 2)))
    # Lengths 5, 0.42 and 1.00005 lose 0.5 each.
    half = 1 - 0.5 / np.hypot(0.01, 1)
    expected = [2.7, 3.6, 0, 0, 0.01 * half, half]
    assert kernel == pytest.approx(expected, rel=ROUNDING)
    assert (kernel == 0).tolist() == [False, False, True, True, False, False]


def test_l1_proximal_step_with_l2_stands_still_at_the_elastic_net(keras, sklearn):
    """With `L2(b)` and the threshold of `L1(a)`, the fixed point is scikit-learn's
    `ElasticNet`.

    Its alpha is a/2 + b, its l1_ratio a/(a + 2b).
    """
    x, y = three_of_six()
    rate, l1, l2 = 0.1, 0.4, 0.2
    elastic = sklearn.linear_model.ElasticNet(
        alpha=l1 / 2 + l2, l1_ratio=l1 / (l1 + 2 * l2), fit_intercept=False, tol=1e-12
    )
    weights = elastic.fit(x, y).coef_
    assert np.sum(weights == 0) == 3
    for strength, still in (l2, True), (l2 / 2, False):
        model = proximal(keras, rate * l1, inputs=6)
        model.layers[0].kernel.regularizer = keras.regularizers.L2(strength)
        model.set_weights([weights.reshape(6, 1)])
        step = np.max(np.abs(after_one_step(keras, model, x, y, rate) - weights))
        # Otherwise a step of 2·0.1·0.1 of the largest weight, 1.8.
        assert step < ROUNDING if still else step > 0.02


def test_l1_has_a_largest_useful_strength(keras):
    """From λ = max |2·mean(x·y)| on, the proximal step leaves all weights of a linear
    model at zero.

    That is for the mean squared error, one target, and batches of all rows; with a
    bias, if the columns and the target are centered.
    """
    for seed in range(2):
        r = np.random.default_rng(seed)
        x, noise = r.normal(size=(20, 3)), r.normal(size=(20, 1))
        x -= x.mean(axis=0)
        y = x @ [[1.0], [-2.0], [0.1]] + noise - noise.mean()
        largest = float(np.max(np.abs(2 * np.mean(x * y, axis=0))))
        for factor, count in (1.01, 0), (0.99, 1):
            model = proximal(keras, 0.1 * factor * largest)
            assert np.sum(after_one_step(keras, model, x, y) != 0) == count
            threshold = soft(keras, 0.1 * factor * largest)
            model = linear(keras, start="zeros", kernel_constraint=threshold)
            model.compile(keras.optimizers.SGD(0.1), loss="mse")
            for _ in range(10):
                model.train_on_batch(x, y)
            assert model.get_weights()[0].any() == bool(count)


def test_l1_drops_a_column_in_larger_units(keras):
    """At the same strength, a column survives in meters but not in kilometers."""
    meters = X[:, :1] / np.std(X[:, 0])
    # The gradient at 0 is more than 2 in meters, a thousandth of it in kilometers.
    for unit, survives in (1, True), (1000, False):
        model = proximal(keras, 0.1 * 0.5, inputs=1)
        kernel = after_one_step(keras, model, meters / unit, meters)
        assert (kernel[0] != 0) == survives
