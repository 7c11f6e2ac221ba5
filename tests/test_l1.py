"""What docs/l1.md says about Keras, asserted against Keras."""

import numpy as np
import pytest

X = np.random.default_rng(0).normal(size=(8, 3)).astype("float32")
Y = X.sum(axis=1, keepdims=True)
# Steps and sums in float32: relative rounding 6e-8, a few operations each.
ROUNDING = 1e-5


def linear(keras, strength=None, start="ones", **arguments):
    """A linear model of three inputs whose weights are all 1 unless told."""
    l1 = None if strength is None else keras.regularizers.L1(strength)
    layer = keras.layers.Dense(
        1, kernel_initializer=start, kernel_regularizer=l1, **arguments
    )
    return keras.Sequential([keras.Input((3,)), layer])


def kernel_without_data(keras, optimizer, kernel, steps, strength=None):
    """The kernel after steps in which the data loss has no gradient: inputs 0."""
    model = linear(keras, strength, use_bias=False)
    model.compile(optimizer=optimizer, loss="mse")
    model.set_weights([np.reshape(kernel, (3, 1))])
    for _ in range(steps):
        model.train_on_batch(0 * X, 0 * Y)
    return model.get_weights()[0].ravel()


def test_l1_is_strength_times_sum_of_absolutes(keras):
    """`L1(λ)` is λ times the sum of the absolute weights: no mean, no factor."""
    weights = np.array([[1.0, -2.0], [3.0, 0.5]], dtype="float32")
    penalty = float(keras.regularizers.L1(0.01)(weights))
    assert penalty == pytest.approx(0.01 * 6.5, rel=ROUNDING)


def test_l1_is_added_once_per_step_to_the_mean_data_loss(keras):
    """The loss is the mean data loss plus the penalty, whatever the batch size."""
    model = linear(keras, 0.5)
    model.compile(loss="mse")
    data_loss = np.mean((model.predict(X, verbose=0) - 2 * Y) ** 2)
    for batch_size in 1, 4, 8:
        loss = model.evaluate(X, 2 * Y, batch_size=batch_size, verbose=0)
        assert loss == pytest.approx(data_loss + 0.5 * 3, rel=ROUNDING)


def test_l1_as_kernel_regularizer_leaves_the_bias_alone(keras):
    """`kernel_regularizer` penalizes the kernel and not the bias."""
    model = linear(keras, 0.1, bias_initializer="ones")
    assert [float(p) for p in model.losses] == pytest.approx([0.3], rel=ROUNDING)


def test_l1_on_the_bias_needs_bias_regularizer(keras):
    """`bias_regularizer` adds a penalty of its own for the bias."""
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
    """An SGD step moves large and small weights by lr·λ towards zero."""
    sgd = keras.optimizers.SGD(0.1)
    kernel = kernel_without_data(keras, sgd, [1.0, -0.5, 0.03], 1, strength=0.2)
    assert kernel == pytest.approx([0.98, -0.48, 0.01], rel=ROUNDING)


def test_l1_sgd_swings_around_zero_within_a_step(keras):
    """With SGD a small weight stays within lr·λ of zero and never is zero."""
    for steps in 5, 6:
        sgd = keras.optimizers.SGD(0.1)
        kernel = kernel_without_data(
            keras, sgd, [0.013, -0.037, 0.051], steps, strength=0.1
        )
        assert np.all(kernel != 0)
        assert np.all(np.abs(kernel) < 0.01 * (1 + ROUNDING))


@pytest.mark.parametrize("name", ["SGD", "Adam", "RMSprop"])
def test_l1_penalty_leaves_no_exact_zeros(keras, name):
    """With SGD, Adam and RMSprop no weight ends exactly at zero."""
    optimizer = getattr(keras.optimizers, name)(0.01)
    start = [0.0137, -0.0211, 0.0051]
    kernel = kernel_without_data(keras, optimizer, start, 50, strength=0.1)
    assert np.all(kernel != 0)
    assert np.all(np.abs(kernel) < 0.02)


def test_l1_proximal_step_makes_exact_zeros(keras):
    """A soft-threshold `kernel_constraint` sets weights within its reach to zero."""
    model = linear(
        keras,
        use_bias=False,
        kernel_constraint=lambda w: keras.ops.soft_shrink(w, 0.01),
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
    shrink = {"kernel_constraint": lambda w: keras.ops.soft_shrink(w, 0.01)}
    assert linear(keras, **shrink).losses == []
    assert len(linear(keras, 0.1, **shrink).losses) == 1


def test_l1_proximal_function_is_not_restored_by_itself(keras, tmp_path):
    """A model whose constraint is a plain function loads only with `custom_objects`."""

    def shrink(w):
        return keras.ops.soft_shrink(w, 0.01)

    path = tmp_path / "model.keras"
    linear(keras, kernel_constraint=shrink).save(path)
    with pytest.raises(TypeError):
        keras.saving.load_model(path)
    model = keras.saving.load_model(path, custom_objects={"shrink": shrink})
    assert model.layers[0].kernel_constraint is shrink


def test_l1_proximal_step_stands_still_at_the_lasso(keras, sklearn):
    """`Lasso(alpha=λ/2)` is the fixed point of SGD with threshold lr·λ."""
    r = np.random.default_rng(0)
    x = r.normal(size=(200, 6))
    y = x @ np.array([[3], [-2], [1], [0], [0], [0]]) + r.normal(size=(200, 1))
    rate, strength = 0.1, 0.4

    def moved(alpha):
        lasso = sklearn.linear_model.Lasso(
            alpha=alpha, fit_intercept=False, tol=1e-12
        ).fit(x, y)
        shrink = keras.layers.Dense(
            1,
            use_bias=False,
            kernel_constraint=lambda w: keras.ops.soft_shrink(w, rate * strength),
        )
        model = keras.Sequential([keras.Input((6,)), shrink])
        model.compile(keras.optimizers.SGD(rate), loss="mse")
        model.set_weights([lasso.coef_.reshape(6, 1)])
        model.train_on_batch(x, y)
        assert np.sum(lasso.coef_ == 0) == 3
        return np.max(np.abs(model.get_weights()[0].ravel() - lasso.coef_))

    assert moved(strength / 2) < ROUNDING
    # One step undoes about rate of the difference, 2·0.1·0.2.
    assert moved(strength) > 0.01


def test_l1_proximal_threshold_grows_with_momentum(keras, sklearn):
    """With momentum m the threshold lr·λ/(1−m) gives the Lasso, lr·λ does not."""
    r = np.random.default_rng(0)
    x = r.normal(size=(200, 6))
    y = x @ np.array([[3], [-2], [1], [0], [0], [0]]) + r.normal(size=(200, 1))
    rate, strength, momentum = 0.01, 0.4, 0.8
    lasso = sklearn.linear_model.Lasso(alpha=strength / 2, tol=1e-12).fit(x, y).coef_

    def distance(threshold):
        shrink = keras.layers.Dense(
            1, kernel_constraint=lambda w: keras.ops.soft_shrink(w, threshold)
        )
        model = keras.Sequential([keras.Input((6,)), shrink])
        model.compile(keras.optimizers.SGD(rate, momentum), loss="mse")
        for _ in range(200):
            model.train_on_batch(x, y)
        return np.max(np.abs(model.get_weights()[0].ravel() - lasso))

    # After 200 steps the slowest direction has shrunk below 1e-4.
    assert distance(rate * strength / (1 - momentum)) < 1e-3
    assert distance(rate * strength) > 0.05


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
    """The strength given to `Ftrl` acts on every trainable variable, bias included."""
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


def test_l1_in_ftrl_forgets_the_starting_weights(keras):
    """The first `Ftrl` step replaces the starting weights, even with strength 0."""
    ftrl = kernel_without_data(keras, "ftrl", [1, 2, 3], 1)
    sgd = kernel_without_data(keras, "sgd", [1, 2, 3], 1)
    assert ftrl.tolist() == [0, 0, 0]
    assert sgd.tolist() == [1, 2, 3]


def test_l1_penalty_is_in_the_loss_and_not_in_metrics(keras):
    """`evaluate` reports a loss with the penalty, and metrics without it."""
    model = linear(keras, 0.5)
    model.compile(loss="mse", metrics=["mse"])
    loss, mse = model.evaluate(X, 2 * Y, verbose=0)
    assert loss - mse == pytest.approx(0.5 * 3, rel=ROUNDING)


def test_l1_penalty_is_the_same_in_loss_and_val_loss(keras):
    """Training loss and `val_loss` both contain the whole penalty."""
    model = linear(keras, 0.5)
    model.compile(keras.optimizers.SGD(0.0), loss="mse")
    logs = model.fit(X, Y, validation_data=(X, Y), verbose=0).history
    # The weights are right, so the data loss is 0 and the penalty all there is.
    assert logs["loss"] == pytest.approx([0.5 * 3], rel=ROUNDING)
    assert logs["val_loss"] == pytest.approx([0.5 * 3], rel=ROUNDING)


def test_l1_leaves_predictions_alone(keras):
    """At the same weights a model predicts the same with and without L1."""
    with_l1 = linear(keras, 0.5).predict(X, verbose=0)
    without = linear(keras).predict(X, verbose=0)
    assert np.array_equal(with_l1, without)


def test_l1_as_a_string_means_a_hundredth(keras):
    """The string `"l1"` means `L1(0.01)`."""
    regularizer = keras.regularizers.get("l1")
    assert isinstance(regularizer, keras.regularizers.L1)
    # The strength is kept as float32, whose relative rounding is 6e-8.
    assert regularizer.get_config() == pytest.approx({"l1": 0.01}, rel=1e-7)


def test_l1_string_l1_l2_is_refused(keras):
    """The string `"l1_l2"` raises `ValueError`."""
    with pytest.raises(ValueError, match="l1_l2"):
        keras.layers.Dense(1, kernel_regularizer="l1_l2")


def test_l1_string_l1l2_means_no_penalty(keras):
    """The string `"l1l2"` is accepted and means strength 0 for both."""
    regularizer = keras.regularizers.get("l1l2")
    assert regularizer.get_config() == {"l1": 0.0, "l2": 0.0}
    assert float(regularizer(np.ones((2, 2)))) == 0


def test_l1_argument_is_not_called_l(keras):
    """`L1(l=0.01)` raises `TypeError`: the argument is `l1`."""
    with pytest.raises(TypeError):
        keras.regularizers.L1(l=0.01)
    penalty = keras.regularizers.L1(l1=0.01)(np.array([2.0]))
    assert float(penalty) == pytest.approx(0.02, rel=ROUNDING)


def test_l1_set_on_a_built_layer_does_nothing(keras):
    """Setting `layer.kernel_regularizer` after building adds no penalty."""
    model = linear(keras, start=keras.initializers.Constant(2))
    model.layers[0].kernel_regularizer = keras.regularizers.L1(0.1)
    assert model.losses == []
    model.compile(loss="mse")
    # The weights are right, so the loss would be the penalty.
    assert model.evaluate(X, 2 * Y, verbose=0) == pytest.approx(0, abs=1e-9)
    penalties = [float(p) for p in keras.models.clone_model(model).losses]
    assert penalties == pytest.approx([0.6], rel=ROUNDING)


def test_l1_set_on_the_variable_works_at_once(keras):
    """Setting `layer.kernel.regularizer` adds the penalty to a built model."""
    model = linear(keras, start=keras.initializers.Constant(2))
    model.layers[0].kernel.regularizer = keras.regularizers.L1(0.1)
    assert [float(p) for p in model.losses] == pytest.approx([0.6], rel=ROUNDING)


def test_l1_leaves_the_gap_between_twin_columns(keras):
    """L1 keeps the difference of two equal columns' weights; L1L2 shrinks it."""
    gaps = []
    for l2 in 0.0, 0.5:
        both = keras.regularizers.L1L2(l1=0.1, l2=l2)
        model = linear(keras, use_bias=False)
        model.layers[0].kernel.regularizer = both
        model.compile(keras.optimizers.SGD(0.1), loss="mse")
        model.set_weights([np.array([[1.5], [0.5], [1.0]])])
        model.train_on_batch(X[:, [0, 0, 1]], Y)
        kernel = model.get_weights()[0].ravel()
        gaps.append(kernel[0] - kernel[1])
    assert gaps == pytest.approx([1.0, 1 - 2 * 0.1 * 0.5], rel=ROUNDING)


def test_l1_starts_at_half_the_glorot_limit_per_weight(keras):
    """At the start a Dense layer's weights average half the Glorot limit in size."""
    layer = keras.layers.Dense(64, kernel_regularizer=keras.regularizers.L1(0.01))
    layer.build((None, 64))
    limit = np.sqrt(6 / (64 + 64))
    expected = 0.01 * 64 * 64 * limit / 2
    # |w| is uniform on [0, limit]: 5 standard errors of the mean of 4096.
    error = 5 * limit / np.sqrt(12 * 64 * 64)
    assert float(layer.losses[0]) == pytest.approx(expected, abs=0.01 * 64 * 64 * error)
