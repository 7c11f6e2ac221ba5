"""What docs/l2.md, real-loss.md and normalization.md in docs/l2/ say about Keras."""

import numpy as np
import pytest

from tests.checks.penalized_models import predict_with, pulls

X = np.random.default_rng(0).normal(size=(8, 3)).astype("float32")
Y = 2 * X.sum(axis=1, keepdims=True)
# Steps and sums in float32: relative rounding 6e-8, a few operations each.
ROUNDING = 1e-5


def linear(keras, strength=None, **arguments):
    """A linear model of three inputs whose weights are all 2: X gives Y."""
    l2 = None if strength is None else keras.regularizers.L2(strength)
    twos = keras.initializers.Constant(2)
    layer = keras.layers.Dense(
        1, kernel_initializer=twos, kernel_regularizer=l2, **arguments
    )
    return keras.Sequential([keras.Input((3,)), layer])


def test_l2_is_strength_times_sum_of_squares(keras):
    """`L2(λ)` is λ times the sum of the squared weights, without a
    factor ½ or averaging.
    """
    random = np.random.default_rng(0)
    for strength, shape in (0.01, (2, 2)), (0.5, (7,)), (3.0, (3, 3, 2, 4)):
        weights = random.normal(size=shape).astype("float32")
        penalty = float(keras.regularizers.L2(strength)(weights))
        assert penalty == pytest.approx(strength * (weights**2).sum(), rel=ROUNDING)


def test_l2_strength_defaults_to_a_hundredth(keras):
    """`L2()` and the string `"l2"` both mean the strength 0.01."""
    assert keras.regularizers.L2().get_config() == {"l2": 0.01}
    assert keras.regularizers.get("l2").get_config() == {"l2": 0.01}


def test_l2_argument_is_called_l2(keras):
    """`L2(l=0.01)`, an old spelling, raises `TypeError`."""
    with pytest.raises(TypeError, match=r"^L2.* argument 'l'"):
        keras.regularizers.L2(l=0.01)
    assert keras.regularizers.L2(l2=0.02).get_config() == {"l2": 0.02}


def test_l2_on_kernel_leaves_bias_alone(keras):
    """`kernel_regularizer` penalizes only the kernel; the bias needs
    `bias_regularizer`.
    """
    threes = keras.initializers.Constant(3)
    kernel_only = linear(keras, 0.5, bias_initializer=threes)
    both = linear(keras, 0.5, bias_initializer=threes, bias_regularizer="l2")
    assert [float(loss) for loss in kernel_only.losses] == [6.0]
    assert [float(loss) for loss in both.losses] == pytest.approx([6.0, 0.09])


def test_l2_step_shrinks_weights_by_a_factor(keras):
    """When the data have no gradient, an SGD step multiplies each
    weight by 1 − 2·lr·λ.
    """
    start = np.array([[2.0], [-0.5], [0.03]])
    for rate, strength in (0.1, 0.5), (0.02, 0.1):
        sgd = keras.optimizers.SGD(rate)
        model = linear(keras, strength, use_bias=False)
        model.compile(optimizer=sgd, loss="mse")
        model.set_weights([start])
        for _ in range(3):
            model.train_on_batch(0 * X, 0 * Y)
        shrunk = start * (1 - 2 * rate * strength) ** 3
        assert model.get_weights()[0] == pytest.approx(shrunk, rel=ROUNDING)
        # With data, that is what is missing from a step without the penalty.
        kernels = []
        for each in None, strength:
            model = linear(keras, each, use_bias=False)
            model.compile(optimizer=keras.optimizers.SGD(rate), loss="mse")
            model.set_weights([start])
            model.train_on_batch(X, Y)
            kernels.append(model.get_weights()[0])
        pull = 2 * rate * strength * start
        assert kernels[0] - kernels[1] == pytest.approx(pull, abs=ROUNDING)


def test_l1_pulls_harder_than_l2_on_weights_below_one_half(keras):
    """At the same strength, L1 pulls harder than L2 on weights below ½, and L2 harder
    on larger ones.
    """
    weights = np.array([[0.01, -0.1, 0.49, -0.5, 0.51, -2.0]])
    for strength in 0.01, 0.3, 2.0:
        l1 = pulls(keras, keras.regularizers.L1(strength), weights)
        l2 = pulls(keras, keras.regularizers.L2(strength), weights)
        # Weights up to 2 in float32 are rounded by 1e-7.
        assert l1 == pytest.approx(strength * np.sign(weights), abs=1e-6)
        assert l2 == pytest.approx(2 * strength * weights, abs=1e-6)
        assert (abs(l1) > abs(l2))[0, :3].all()
        assert (abs(l1) < abs(l2))[0, 4:].all()


def test_l2_pull_does_not_depend_on_the_width(keras):
    """L2 pulls each weight w by 2λw, however wide the layer and large its penalty."""
    penalties = []
    for width in 4, 64, 512:
        l2 = keras.regularizers.L2(0.25)
        kernel = np.random.default_rng(width).uniform(-1, 1, (16, width))
        assert pulls(keras, l2, kernel) == pytest.approx(0.5 * kernel, abs=1e-6)
        penalties.append(float(l2(kernel.astype("float32"))))
    assert penalties[0] < penalties[1] / 8 < penalties[2] / 64


def test_l2_shrinks_without_reaching_zero(keras):
    """While 2·lr·λ < 1, no weight reaches zero before float32 runs out of precision,
    near 1e-38.
    """
    for rate, strength, steps in (0.25, 1.0, 120), (0.1, 0.5, 50), (0.45, 1.0, 36):
        model = linear(keras, strength)
        model.compile(optimizer=keras.optimizers.SGD(rate), loss="mse")
        zeros = np.zeros((steps, 3)), np.zeros((steps, 1))
        model.fit(*zeros, batch_size=1, verbose=0)
        (kernel, _), factor = model.get_weights(), 1 - 2 * rate * strength
        # Each of the steps rounds once or twice, relative to what it takes off.
        assert kernel == pytest.approx(2 * factor**steps, rel=1e-4)
        assert (kernel != 0).all()
    # The last ones are 2e-36: float32 has full precision down to 1.2e-38.
    assert abs(kernel).max() < 1e-35


def test_l2_is_not_scaled_by_batch_size(keras):
    """The penalty is added once per step, whatever the number of examples."""
    model = linear(keras, 0.5)
    model.compile(optimizer=keras.optimizers.SGD(0.0), loss="mse")
    for rows in [1, 2, 8]:
        loss = model.train_on_batch(X[:rows], Y[:rows])
        assert float(loss) == pytest.approx(6.0, rel=ROUNDING)
    # Nor is its pull: the weights are right, so the penalty alone moves them.
    for rows in [1, 2, 8]:
        model = linear(keras, 0.5)
        model.compile(optimizer=keras.optimizers.SGD(0.1), loss="mse")
        model.train_on_batch(X[:rows], Y[:rows])
        assert model.get_weights()[0] == pytest.approx(2 * 0.9, rel=ROUNDING)


def test_l2_is_in_the_loss_of_evaluate(keras):
    """The loss of `evaluate` is the data loss plus the penalty; metrics
    don't include it.
    """
    model = linear(keras, 0.5)
    model.compile(loss="mse", metrics=["mse"], weighted_metrics=["mae"])
    for batch_size in 8, 3:
        logs = model.evaluate(X, Y + 2, batch_size=batch_size, verbose=0)
        assert logs[1:] == pytest.approx([4.0, 2.0], rel=ROUNDING)
        assert logs[0] == pytest.approx(4.0 + 6.0, rel=ROUNDING)


def test_l2_is_in_val_loss(keras):
    """Validation doesn't turn L2 off, so `val_loss` includes the penalty."""
    for rate, strength in (0.0, 0.5), (0.1, 0.2):
        model = linear(keras, strength)
        model.compile(optimizer=keras.optimizers.SGD(rate), loss="mse")
        history = model.fit(X, Y, validation_data=(X, Y + 1), verbose=0).history
        # At the start, the weights are right.
        assert history["loss"] == pytest.approx([strength * 12], rel=ROUNDING)
        kernel, _ = model.get_weights()
        data_loss = np.mean((model.predict(X, verbose=0) - Y - 1) ** 2)
        expected = data_loss + strength * (kernel**2).sum()
        assert history["val_loss"] == pytest.approx([expected], rel=ROUNDING)


def test_l2_leaves_predictions_alone(keras):
    """With the same weights, a model predicts the same with and without L2."""
    plain, ridge = linear(keras), linear(keras, 0.5)
    assert [float(loss) for loss in ridge.losses] == [6.0]
    predictions = [model.predict(X, verbose=0) for model in [plain, ridge]]
    assert np.array_equal(*predictions)
    predictions = [predict_with(keras, penalty, X) for penalty in (None, "l2")]
    assert np.array_equal(*predictions)


def test_l2_with_mse_is_ridge(keras, sklearn):
    """`Ridge(alpha=n·λ)` is the minimum of Keras's mean squared error plus L2(λ).

    With k targets, whose errors Keras also averages, alpha is n·k·λ.
    """
    x, y = sklearn.datasets.load_diabetes(return_X_y=True)
    x, y = sklearn.preprocessing.scale(x), sklearn.preprocessing.scale(y)

    def step(strength, alpha, targets):
        """How far a step of SGD leads away from the solution of Ridge."""
        solution = sklearn.linear_model.Ridge(alpha=alpha).fit(x, targets).coef_.T
        l2 = keras.regularizers.L2(strength)
        layer = keras.layers.Dense(targets.shape[1], kernel_regularizer=l2)
        model = keras.Sequential([keras.Input((10,)), layer])
        model.compile(optimizer=keras.optimizers.SGD(1.0), loss="mse")
        solution = np.reshape(solution, layer.kernel.shape)
        model.set_weights([solution, np.zeros(targets.shape[1])])
        model.train_on_batch(x, targets)
        return abs(model.get_weights()[0] - solution).max()

    one, two = y[:, None], np.stack([y, y[::-1]], axis=1)
    # A minimum stays where it is; 442 float32 products are summed to 1e-6.
    assert step(0.1, len(x) * 0.1, one) < ROUNDING
    assert step(0.1, 0.1, one) > 0.01
    assert step(0.02, 2 * len(x) * 0.02, two) < ROUNDING
    assert step(0.02, len(x) * 0.02, two) > 0.002


def test_l2_set_on_a_built_layer_does_nothing(keras):
    """Setting `layer.kernel_regularizer` on a built layer adds no penalty."""
    model = linear(keras)
    model.layers[0].kernel_regularizer = keras.regularizers.L2(0.5)
    model.compile(loss="mse")
    in_config = model.layers[0].get_config()["kernel_regularizer"]["config"]
    assert in_config == {"l2": 0.5}
    assert model.losses == []
    assert model.evaluate(X, Y, verbose=0) == pytest.approx(0.0, abs=ROUNDING)


def test_l2_set_on_a_built_layer_works_in_its_clone(keras, tmp_path):
    """A regularizer set on a built layer takes effect in a clone, or after saving and
    loading.

    Not in a custom model, whose constructor creates the layer anew.
    """
    model = linear(keras)
    functional = keras.Model(model.inputs, model.outputs)
    for each in model, functional:
        each.layers[-1].kernel_regularizer = keras.regularizers.L2(0.5)
        each.layers[-1].kernel.assign([[1.0], [-2.0], [3.0]])
        clone = keras.models.clone_model(each)
        clone.set_weights(each.get_weights())
        each.save(tmp_path / "model.keras")
        loaded = keras.saving.load_model(tmp_path / "model.keras")
        assert [float(loss) for loss in clone.losses] == [0.5 * 14]
        assert [float(loss) for loss in loaded.losses] == [0.5 * 14]

    @keras.saving.register_keras_serializable("checks")
    class Own(keras.Model):
        def __init__(self, **options):
            super().__init__(**options)
            self.dense = keras.layers.Dense(1)

        def call(self, x):
            return self.dense(x)

    own = Own()
    own(X)
    own.dense.kernel_regularizer = keras.regularizers.L2(0.5)
    own.save(tmp_path / "own.keras")
    assert keras.saving.load_model(tmp_path / "own.keras").losses == []


def test_l2_set_on_a_kernel_is_not_saved(keras, tmp_path):
    """A new `layer.kernel.regularizer` takes effect at once but is lost by saving."""
    model = linear(keras)
    model.layers[0].kernel.regularizer = keras.regularizers.L2(0.5)
    assert [float(loss) for loss in model.losses] == [6.0]
    model.save(tmp_path / "model.keras")
    assert keras.saving.load_model(tmp_path / "model.keras").losses == []


@pytest.mark.backend("tensorflow", "jax")
def test_l2_set_on_a_kernel_after_training_needs_compile(keras):
    """If you set L2 on a kernel after the first step, it takes effect once you compile
    again.
    """
    model = linear(keras)
    losses = []
    for compiles in [True, False, True]:
        if compiles:
            model.compile(optimizer=keras.optimizers.SGD(0.0), loss="mse")
        losses.append(float(model.train_on_batch(X, Y)))
        model.layers[0].kernel.regularizer = keras.regularizers.L2(0.5)
    assert losses == pytest.approx([0.0, 0.0, 6.0], abs=ROUNDING)


def test_l2_needs_model_losses_in_a_custom_loop(keras):
    """Only a loss that includes `sum(model.losses)` has the penalty's
    gradient 2·λ·w.
    """
    model = linear(keras, 0.5)
    kernel = model.trainable_weights[0]
    targets = keras.ops.convert_to_tensor(Y)
    data_losses, losses = [], []
    for weight in [1.0, 3.0]:
        kernel.assign(keras.ops.full((3, 1), weight))
        data_losses.append(float(keras.ops.mean((model(X) - targets) ** 2)))
        losses.append(data_losses[-1] + float(sum(model.losses)))
    # Both are quadratic: a central difference is the derivative at weights of 2,
    # in the direction in which all three weights grow.
    assert (data_losses[1] - data_losses[0]) / 2 == pytest.approx(0, abs=ROUNDING)
    assert (losses[1] - losses[0]) / 2 == pytest.approx(3 * 2 * 0.5 * 2, rel=ROUNDING)


def test_l2_before_batch_normalization_does_not_constrain_the_output(keras):
    """Directly before BatchNormalization, a kernel ten times smaller gives the same
    output in training, up to epsilon.

    A ReLU in between changes nothing if the bias is 0. At inference, the moving
    statistics have to follow.
    """
    for activation, biases in (None, [1.0, -1.0, 0.5, 2.0]), ("relu", [0.0] * 4):
        dense = keras.layers.Dense(4, activation, kernel_regularizer="l2")
        # The moving statistics are those of the last batch.
        norm = keras.layers.BatchNormalization(momentum=0.0)
        model = keras.Sequential([keras.Input((3,)), dense, norm])
        dense.bias.assign(biases)
        x = 100 * X  # a variance far above the layer's epsilon of 0.001
        before = keras.ops.convert_to_numpy(model(x, training=True))
        inference = model.predict(x, verbose=0)
        penalty = float(dense.losses[0])
        dense.kernel.assign(dense.kernel / 10)
        assert abs(model.predict(x, verbose=0) - inference).max() > 0.5
        after = keras.ops.convert_to_numpy(model(x, training=True))
        assert float(dense.losses[0]) == pytest.approx(penalty / 100, rel=ROUNDING)
        assert abs(before).max() > 1
        assert after == pytest.approx(before, abs=0.01)
        assert model.predict(x, verbose=0) == pytest.approx(inference, abs=0.01)
        # Of a variance like its epsilon, the normalization does not undo the scale.
        faint = keras.ops.convert_to_numpy(model(x / 1000, training=True))
        assert abs(faint - after).max() > 0.1
    # An activation in between has to scale with its input: ReLU without a bias.
    kernel = np.random.default_rng(1).normal(size=(3, 4))
    for activation, biases in ("tanh", [0.0] * 4), ("relu", [1.0, -1.0, 0.5, 2.0]):
        dense = keras.layers.Dense(4, activation)
        norm = keras.layers.BatchNormalization(epsilon=1e-9)
        model = keras.Sequential([keras.Input((3,)), dense, norm])
        dense.set_weights([kernel, np.array(biases)])
        before = keras.ops.convert_to_numpy(model(X, training=True))
        dense.kernel.assign(dense.kernel / 10)
        after = keras.ops.convert_to_numpy(model(X, training=True))
        assert abs(after - before).max() > 0.1


def test_l2_of_a_frozen_layer_is_dropped(keras):
    """A layer with `trainable = False` has no weight penalty."""
    model = linear(keras, 0.5)
    assert [float(loss) for loss in model.losses] == [6.0]
    model.layers[0].trainable = False
    assert model.losses == []


def test_first_penalty_of_the_classic_model_is_128_times_the_strength(keras):
    """Two 64×64 Glorot kernels start with a total penalty of about 128·λ."""
    l2 = keras.regularizers.L2(0.1)
    model = keras.Sequential([keras.Input((64,))])
    for _ in range(2):
        model.add(keras.layers.Dense(64, kernel_regularizer=l2))
    # Uniform on ±a with a² = 6/128: w² has mean a²/3, standard deviation
    # a²·√(4/45); five standard errors over 8192 weights.
    a2, n = 6 / 128, 2 * 64 * 64
    tolerance = 5 * 0.1 * a2 * np.sqrt(4 / 45) * np.sqrt(n)
    assert float(sum(model.losses)) == pytest.approx(12.8, abs=tolerance)


def test_input_shape_argument_warns(keras, recwarn):
    """`input_shape=` on a first layer warns; `keras.Input` doesn't."""
    layers = keras.layers
    keras.Sequential([keras.Input((3,)), layers.Dense(1)])
    assert not [each for each in recwarn if "input_shape" in str(each.message)]
    for make in (
        lambda **shape: layers.Dense(1, **shape),
        lambda **shape: layers.Conv1D(1, 1, **shape),
        lambda **shape: layers.Flatten(**shape),
        lambda **shape: layers.Dropout(0.5, **shape),
    ):
        with pytest.warns(UserWarning, match="input_shape"):
            model = keras.Sequential([make(input_shape=(3, 2))])
        assert model.input_shape == (None, 3, 2)


def test_l2_of_none_is_a_hundredth(keras):
    """`L2(None)` doesn't turn the penalty off: it has the strength 0.01."""
    assert keras.regularizers.L2(None).get_config() == {"l2": 0.01}
    assert keras.regularizers.L2(0).get_config() == {"l2": 0.0}


def test_l2_refuses_strengths_that_are_no_plain_number(keras):
    """`L2` refuses negative and infinite strengths, NaN, text, and `np.float32`."""
    wrong = [-0.1, -1, float("inf"), float("nan"), "0.1", [0.1]]
    wrong += [np.float32(0.1), np.int64(1), keras.ops.array(0.1), keras.Variable(0.1)]
    for strength in wrong:
        with pytest.raises(ValueError, match="l2: expected a non-negative float"):
            keras.regularizers.L2(strength)
    # NumPy's float64 is a Python float.
    for strength in [0.5, 1, np.float64(0.5), float(np.float32(0.1))]:
        assert keras.regularizers.L2(strength).get_config() == {"l2": strength}


def test_l2_in_lower_case_is_the_same_class(keras):
    """`keras.regularizers.l2` is `keras.regularizers.L2`."""
    assert keras.regularizers.l2 is keras.regularizers.L2
    assert type(keras.regularizers.get("l2")) is keras.regularizers.L2


def test_l2_sums_over_all_entries_of_a_convolution(keras):
    """On a convolution, L2 sums over height, width, inputs, and filters alike."""
    l2, twos = keras.regularizers.L2(0.5), keras.initializers.Constant(2)
    conv = keras.layers.Conv2D(4, 3, kernel_initializer=twos, kernel_regularizer=l2)
    conv.build((None, 8, 8, 2))
    assert [float(loss) for loss in conv.losses] == [0.5 * 3 * 3 * 2 * 4 * 2**2]
    for name, axes in ("Conv1D", 1), ("Conv3D", 3), ("Conv2DTranspose", 2):
        conv = getattr(keras.layers, name)(4, 3, kernel_regularizer=l2)
        conv.build((None, *[8] * axes, 2))
        expected = 0.5 * (conv.get_weights()[0] ** 2).sum()
        (loss,) = conv.losses
        assert float(loss) == pytest.approx(expected, rel=ROUNDING)


def test_l2_on_activity_penalizes_the_output(keras):
    """`activity_regularizer` penalizes what the layer returns, not its weights."""
    l2 = keras.regularizers.L2(0.5)
    model = linear(keras, activity_regularizer=l2)
    model(np.array([[1.0, 2.0, -1.0]]))
    # Weights of 2 make 4 of this row.
    assert [float(loss) for loss in model.losses] == [0.5 * 4**2]
    for activation in "relu", "sigmoid":
        layer = keras.layers.Dense(5, activation, activity_regularizer=l2)
        outputs = keras.ops.convert_to_numpy(layer(X[:1]))
        (loss,) = layer.losses
        assert float(loss) == pytest.approx(0.5 * (outputs**2).sum(), rel=ROUNDING)


def test_l2_of_a_shared_layer_counts_once(keras):
    """A layer that a model uses three times has its weight penalty once."""
    twos = keras.initializers.Constant(2)
    layer = keras.layers.Dense(2, kernel_initializer=twos, kernel_regularizer="l2")
    inputs = outputs = keras.Input((2,))
    for _ in range(3):
        outputs = layer(outputs)
    model = keras.Model(inputs, outputs)
    # Each use multiplies the ones by 2 + 2.
    assert model.predict(np.ones((1, 2)), verbose=0).tolist() == [[64, 64]]
    assert [float(loss) for loss in model.losses] == pytest.approx([0.01 * 4 * 2**2])


def test_l2_acts_only_on_layers_it_is_given_to(keras):
    """Keras doesn't regularize by itself: an output layer without a regularizer has no
    penalty.
    """
    model = linear(keras, 0.5)
    model.add(keras.layers.Dense(2))
    assert [float(loss) for loss in model.losses] == [6.0]
    assert model.layers[-1].kernel_regularizer is None


def test_l2_is_the_same_in_all_three_styles(keras):
    """With the same seed, Sequential, functional, and subclassed models start with the
    same penalties and predictions.
    """

    class Subclass(keras.Model):
        def __init__(self):
            super().__init__()
            self.hidden = keras.layers.Dense(4, "tanh", kernel_regularizer="l2")
            self.head = keras.layers.Dense(2, kernel_regularizer="l2")

        def call(self, x):
            return self.head(self.hidden(x))

    def functional():
        inputs = keras.Input((3,))
        hidden = keras.layers.Dense(4, "tanh", kernel_regularizer="l2")(inputs)
        head = keras.layers.Dense(2, kernel_regularizer="l2")
        return keras.Model(inputs, head(hidden))

    def sequential():
        hidden = keras.layers.Dense(4, "tanh", kernel_regularizer="l2")
        head = keras.layers.Dense(2, kernel_regularizer="l2")
        return keras.Sequential([keras.Input((3,)), hidden, head])

    predictions, penalties = [], []
    for make in [sequential, functional, Subclass]:
        keras.utils.set_random_seed(0)
        model = make()
        predictions.append(keras.ops.convert_to_numpy(model(X)))
        penalties.append([float(loss) for loss in model.losses])
    assert penalties[0] == penalties[1] == penalties[2]
    assert np.array_equal(predictions[0], predictions[1])
    assert np.array_equal(predictions[0], predictions[2])
    assert len(penalties[0]) == 2
    assert min(penalties[0]) > 0


def test_l2_shrinks_more_in_an_epoch_of_smaller_batches(keras):
    """L2 shrinks the weights in each step, so an epoch of four batches applies the
    factor four times.
    """
    for batch_size, steps in [(8, 1), (2, 4)]:
        model = linear(keras, 0.5)
        model.compile(optimizer=keras.optimizers.SGD(0.1), loss="mse")
        model.fit(0 * X, 0 * Y, batch_size=batch_size, verbose=0)
        kernel = model.get_weights()[0]
        assert kernel == pytest.approx(2 * 0.9**steps, rel=ROUNDING)


def test_l2_overshoots_when_strength_and_rate_are_too_large(keras):
    """With SGD, 2·lr·λ = 1 erases a weight at once, and above 2 the weight grows."""
    for rate, factor in [(1.0, 0.0), (1.5, -0.5), (2.5, -1.5)]:
        model = linear(keras, 0.5)
        model.compile(optimizer=keras.optimizers.SGD(rate), loss="mse")
        model.train_on_batch(0 * X, 0 * Y)
        assert model.get_weights()[0] == pytest.approx(2 * factor, rel=ROUNDING)


def test_loss_is_data_loss_plus_the_sum_of_model_losses(keras):
    """The loss is the data loss plus `sum(model.losses)`, including
    activity penalties.
    """
    l2 = keras.regularizers.L2(0.25)
    model = linear(keras, 0.5, bias_regularizer=l2, activity_regularizer=l2)
    model.layers[0].bias.assign([1.0])
    model.compile(loss="mse")
    loss = model.evaluate(X[:1], Y[:1], verbose=0)
    # The bias of 1 makes an error of 1; then kernel, bias and the only row's output.
    parts = [1.0, 0.5 * 12, 0.25, 0.25 * float(Y[0, 0] + 1) ** 2]
    model(X[:1])
    penalties = sorted(float(penalty) for penalty in model.losses)
    assert penalties == pytest.approx(sorted(parts[1:]), rel=ROUNDING)
    assert loss == pytest.approx(sum(parts), rel=ROUNDING)


def test_l2_on_all_layers_is_one_term_in_the_loss(keras):
    """One strength on all layers adds λ times the sum of squares over
    all their kernels.
    """
    for strength in 0.01, 0.3:
        l2 = keras.regularizers.L2(strength)
        layers = [keras.layers.Dense(n, kernel_regularizer=l2) for n in (7, 5, 1)]
        model = keras.Sequential([keras.Input(X.shape[1:]), *layers])
        model.compile(loss="mse", metrics=["mse"])
        loss, mse = model.evaluate(X, Y, verbose=0)
        kernels = [layer.get_weights()[0] for layer in layers]
        term = strength * sum((kernel**2).sum() for kernel in kernels)
        assert loss - mse == pytest.approx(term, rel=1e-3)


def test_loss_shows_the_penalty_in_fit_and_its_metric_does_not(keras):
    """`loss` and `val_loss` exceed the same loss as a metric by exactly the penalty."""
    for strength in 0.25, 0.5:
        model = linear(keras, strength)
        # One step: what is shown is measured before it, and in validation after it.
        before = sum(map(float, model.losses))
        model.compile(optimizer=keras.optimizers.SGD(0.01), loss="mse", metrics=["mse"])
        settings = {"batch_size": len(X), "validation_data": (X, Y), "verbose": 0}
        logs = {k: v[0] for k, v in model.fit(X, Y, **settings).history.items()}
        after = sum(map(float, model.losses))
        assert logs["loss"] - logs["mse"] == pytest.approx(before, rel=1e-3)
        assert logs["val_loss"] - logs["val_mse"] == pytest.approx(after, rel=1e-3)
        assert after < 0.999 * before


def test_loss_has_one_entry_for_each_regularized_weight(keras):
    """`model.losses` has one entry for each weight with a regularizer."""
    twos = keras.initializers.Constant(2)
    starts = {"kernel_initializer": twos, "bias_initializer": twos}

    def dense(**regularizers):
        return keras.layers.Dense(2, **starts, **regularizers)

    layers = [dense(kernel_regularizer="l2", bias_regularizer="l2"), dense()]
    layers += [dense(kernel_regularizer="l2"), dense(bias_regularizer="l2")]
    model = keras.Sequential([keras.Input((3,)), *layers])
    assert [len(layer.losses) for layer in layers] == [2, 0, 1, 1]
    # 6 weights of 2 and 2 biases of 2, then 4 weights, then 2 biases.
    losses = [float(loss) for loss in model.losses]
    assert losses == pytest.approx([0.24, 0.08, 0.16, 0.08], rel=ROUNDING)


def test_loss_has_the_penalty_before_each_step(keras):
    """In `loss`, each batch counts with the penalty of the weights before its step."""
    for batch_size, rows in (2, [2, 2, 2, 2]), (3, [3, 3, 2]), (8, [8]):
        model = linear(keras, 0.5)
        model.compile(optimizer=keras.optimizers.SGD(0.1), loss="mse")
        data = {"validation_data": (0 * X, 0 * Y), "verbose": 0}
        logs = model.fit(0 * X, 0 * Y, batch_size=batch_size, **data).history
        # A batch counts by its rows.
        before = np.average(6 * 0.9 ** (2 * np.arange(len(rows))), weights=rows)
        after = 6 * 0.9 ** (2 * len(rows))
        assert logs["loss"] == pytest.approx([before], rel=ROUNDING)
        assert logs["val_loss"] == pytest.approx([after], rel=ROUNDING)
        assert float(sum(model.losses)) == pytest.approx(after, rel=ROUNDING)


def test_loss_weights_its_rows_but_not_its_penalty(keras):
    """`sample_weight` scales the data loss and leaves the penalty unchanged."""
    model = linear(keras, 0.5)
    model.compile(optimizer=keras.optimizers.SGD(0.0), loss="mse")
    for weights in 1.0, 0.5, 0.0, np.arange(8.0):
        weights = weights * np.ones(len(X))
        loss = model.evaluate(X, Y + 1, sample_weight=weights, verbose=0)
        assert loss == pytest.approx(weights.mean() + 6.0, rel=ROUNDING)
        logs = model.fit(X, Y + 1, sample_weight=weights, verbose=0).history
        assert logs["loss"] == pytest.approx([weights.mean() + 6.0], rel=ROUNDING)


def test_loss_of_two_outputs_has_the_penalty_once(keras):
    """With two outputs, the penalty is added once, and `loss_weights`
    don't scale it.
    """
    inputs = keras.Input((3,))
    twos = keras.initializers.Constant(2)
    hidden = keras.layers.Dense(
        1, kernel_initializer=twos, kernel_regularizer=keras.regularizers.L2(0.5)
    )(inputs)
    outputs = [
        keras.layers.Dense(1, kernel_initializer="ones", name=name)(hidden)
        for name in ["a", "b"]
    ]
    model = keras.Model(inputs, outputs)
    model.compile(loss=["mse", "mse"], loss_weights=[0.5, 3.0])
    logs = model.evaluate(X, [Y + 1, Y + 2], verbose=0, return_dict=True)
    assert logs["a_loss"] == pytest.approx(1.0, rel=ROUNDING)
    assert logs["b_loss"] == pytest.approx(4.0, rel=ROUNDING)
    assert logs["loss"] == pytest.approx(0.5 + 12.0 + 6.0, rel=ROUNDING)


@pytest.mark.backend("tensorflow")
def test_loss_drops_by_the_penalty_when_frozen_and_compiled(keras):
    """With TensorFlow, freezing removes a penalty from the reported loss once you
    compile again.
    """
    model = linear(keras, 0.5)
    model.compile(loss="mse")
    losses = [model.evaluate(X, Y, verbose=0)]
    model.layers[0].trainable = False
    losses.append(model.evaluate(X, Y, verbose=0))
    model.compile(loss="mse")
    losses.append(model.evaluate(X, Y, verbose=0))
    assert losses == pytest.approx([6.0, 6.0, 0.0], abs=ROUNDING)


def test_loss_of_an_activity_is_that_of_the_last_call(keras):
    """If you call the model after `fit`, `model.losses` has the activity penalty of
    that call.
    """
    model = linear(keras, activity_regularizer=keras.regularizers.L2(0.5))
    model.compile(optimizer=keras.optimizers.SGD(0.0), loss="mse")
    penalty = 0.5 * float(Y[0, 0]) ** 2
    history = model.fit(X[:1], Y[:1], verbose=0).history
    assert history["loss"] == pytest.approx([penalty], rel=ROUNDING)
    for factor in [2.0, 3.0]:
        model(factor * X[:1])
        expected = factor**2 * penalty
        assert float(sum(model.losses)) == pytest.approx(expected, rel=ROUNDING)


def test_early_stopping_monitors_val_loss_and_keeps_the_last_weights(keras):
    """By default, `EarlyStopping` monitors `val_loss`, has patience 0, and doesn't
    restore weights.
    """
    stop = keras.callbacks.EarlyStopping()
    assert stop.monitor == "val_loss"
    assert stop.patience == 0
    assert stop.restore_best_weights is False


def test_reduce_lr_and_checkpoint_monitor_val_loss(keras):
    """`ReduceLROnPlateau` and `ModelCheckpoint` also monitor `val_loss` by default."""
    assert keras.callbacks.ReduceLROnPlateau().monitor == "val_loss"
    assert keras.callbacks.ModelCheckpoint("model.keras").monitor == "val_loss"


def test_early_stopping_on_val_loss_waits_for_the_penalty(keras):
    """A falling penalty keeps `val_loss` falling while the metric gets worse."""
    epochs = {}
    for monitor in ["val_loss", "val_mse"]:
        model = linear(keras, 2.0)
        sgd = keras.optimizers.SGD(0.025)
        model.compile(optimizer=sgd, loss="mse", metrics=["mse"])
        stop = keras.callbacks.EarlyStopping(monitor=monitor)
        data = {"validation_data": (X, Y), "callbacks": [stop]}
        history = model.fit(0 * X, 0 * Y, epochs=5, verbose=0, **data).history
        epochs[monitor] = len(history["loss"])
        # Right at the start; each epoch's step takes a tenth of weights and outputs.
        factor = 0.9 ** np.arange(1, epochs[monitor] + 1)
        mse, penalty = (1 - factor) ** 2 * np.mean(Y**2), 2.0 * 12 * factor**2
        assert history["val_mse"] == pytest.approx(mse, rel=ROUNDING)
        assert history["val_loss"] == pytest.approx(mse + penalty, rel=ROUNDING)
    assert epochs == {"val_loss": 5, "val_mse": 2}


def test_early_stopping_on_accuracy_looks_for_the_highest(keras):
    """With `monitor="val_accuracy"`, `EarlyStopping` looks for the highest value.

    It knows the direction of most metrics of Keras. Where it doesn't, as for a count or
    for a metric of one of several outputs, it asks for `mode`.
    """
    model = linear(keras)
    area = keras.metrics.AUC(name="area")
    counts = keras.metrics.FalsePositives(name="count")
    metrics = ["accuracy", "mse", area, counts]
    model.compile(optimizer=keras.optimizers.SGD(0.0), loss="mse", metrics=metrics)

    def epochs(name, values, **arguments):
        """How many epochs train while the metric takes these values."""

        class Values(keras.callbacks.Callback):
            def on_epoch_end(self, epoch, logs=None):
                logs[f"val_{name}"] = values[epoch]

        stop = keras.callbacks.EarlyStopping(f"val_{name}", patience=1, **arguments)
        callbacks = [Values(), stop]
        history = model.fit(X, Y, epochs=5, verbose=0, callbacks=callbacks).history
        return len(history["loss"])

    rises, falls = [0.5, 0.6, 0.7, 0.6, 0.8], [0.5, 0.4, 0.3, 0.4, 0.2]
    for name, best, worst in (
        ("accuracy", rises, falls),
        ("area", rises, falls),
        ("mse", falls, rises),
    ):
        assert epochs(name, best) == 4
        assert epochs(name, worst) == 2
    with pytest.raises(ValueError, match="monitor=val_count"):
        epochs("count", falls)
    assert epochs("count", falls, mode="min") == 4
    inputs = keras.Input((3,))
    outputs = [keras.layers.Dense(1, name=name)(inputs) for name in ["a", "b"]]
    model = keras.Model(inputs, outputs)
    model.compile(loss=["mse", "mse"], metrics=[["accuracy"], ["accuracy"]])
    for name in "a_accuracy", "a_loss":
        stop = keras.callbacks.EarlyStopping(name)
        with pytest.raises(ValueError, match=f"monitor={name}"):
            model.fit(X, [Y, Y], verbose=0, callbacks=[stop])


def test_early_stopping_without_validation_data_only_warns(keras):
    """Without validation data, `EarlyStopping` warns in each epoch and never stops."""
    for monitor in "val_loss", "val_mse":
        model = linear(keras)
        model.compile(optimizer=keras.optimizers.SGD(0.0), loss="mse", metrics=["mse"])
        stop = keras.callbacks.EarlyStopping(monitor)
        match = f"`{monitor}` which is not available"
        with pytest.warns(UserWarning, match=match) as warnings:
            history = model.fit(X, Y, epochs=5, verbose=0, callbacks=[stop]).history
        assert len(history["loss"]) == 5
        assert sum(match in str(each.message) for each in warnings) == 5


def test_early_stopping_on_an_unknown_name_raises(keras):
    """Monitoring a metric that wasn't compiled raises `ValueError`, but only warns if
    you pass `mode`.
    """
    model = linear(keras)
    model.compile(optimizer=keras.optimizers.SGD(0.0), loss="mse")
    stop = keras.callbacks.EarlyStopping(monitor="val_mse")
    data = {"validation_data": (X, Y), "callbacks": [stop]}
    with pytest.raises(ValueError, match="monitor=val_mse"):
        model.fit(X, Y, verbose=0, **data)
    stop = keras.callbacks.EarlyStopping(monitor="val_mse", mode="min")
    data = {"validation_data": (X, Y), "callbacks": [stop]}
    with pytest.warns(UserWarning, match="`val_mse` which is not available"):
        history = model.fit(X, Y, epochs=3, verbose=0, **data).history
    assert len(history["loss"]) == 3


def test_history_has_what_a_callback_adds_to_the_logs(keras):
    """Values that a callback writes into `logs` at the end of an epoch appear in the
    history.
    """
    model = linear(keras, 0.5)
    model.compile(optimizer=keras.optimizers.SGD(0.1), loss="mse")

    class Penalty(keras.callbacks.Callback):
        def on_epoch_end(self, epoch, logs=None):
            logs["penalty"] = float(sum(self.model.losses))

    history = model.fit(
        0 * X, 0 * Y, epochs=2, verbose=0, callbacks=[Penalty()]
    ).history
    assert history["penalty"] == pytest.approx([6 * 0.81, 6 * 0.81**2], rel=ROUNDING)


def kernel_and_step(keras, norm, scale, optimizer=None, bias=0.0):
    """A kernel times a scale before a normalization, and its change by an SGD step."""
    keras.utils.set_random_seed(0)
    dense = keras.layers.Dense(4)
    # With so small an epsilon, the scale of its input does not matter.
    model = keras.Sequential([keras.Input((3,)), dense, norm(epsilon=1e-9)])
    dense.kernel.assign(dense.kernel * scale)
    dense.bias.assign(bias * np.array([1.0, -1.0, 0.5, 2.0]))
    before = dense.kernel.numpy()
    model.compile(optimizer=optimizer or keras.optimizers.SGD(0.1), loss="mse")
    model.train_on_batch(X, np.ones((8, 4)) * [1, 2, 3, 4] * Y)
    return before, dense.kernel.numpy() - before


def test_l2_before_layer_normalization_does_not_constrain_the_output(keras):
    """Directly before LayerNormalization, a kernel ten times smaller gives the same
    output.

    The bias has to be zero, or smaller as well.
    """
    dense = keras.layers.Dense(4, kernel_regularizer="l2")
    model = keras.Sequential([dense, keras.layers.LayerNormalization(epsilon=1e-9)])
    for bias in 0.0, 1.0:
        model.build((None, 3))
        dense.bias.assign(bias * np.array([1.0, -1.0, 0.5, 2.0]))
        before = model.predict(X, verbose=0)
        penalty = float(dense.losses[0])
        dense.kernel.assign(dense.kernel / 10)
        assert float(dense.losses[0]) == pytest.approx(penalty / 100, rel=ROUNDING)
        assert abs(before).max() > 1
        kernel_alone = abs(model.predict(X, verbose=0) - before).max()
        assert kernel_alone > 0.5 if bias else kernel_alone < 1e-3
        dense.bias.assign(dense.bias / 10)
        after = model.predict(X, verbose=0)
        assert after == pytest.approx(before, abs=1e-3)
        dense.kernel.assign(dense.kernel * 10)


def test_step_before_a_normalization_is_perpendicular_to_the_kernel(keras):
    """Directly before a normalization, an SGD step without a penalty
    lengthens the kernel.

    Before LayerNormalization, that takes a bias of zero.
    """
    batch, layer = keras.layers.BatchNormalization, keras.layers.LayerNormalization
    for norm, bias in (batch, 0.0), (batch, 1.0), (layer, 0.0):
        kernel, change = kernel_and_step(keras, norm, 1.0, bias=bias)
        lengths = np.linalg.norm(kernel), np.linalg.norm(change)
        assert abs(np.sum(kernel * change)) < 1e-4 * lengths[0] * lengths[1]
        assert np.linalg.norm(kernel + change) > lengths[0]
    kernel, change = kernel_and_step(keras, layer, 1.0, bias=1.0)
    lengths = np.linalg.norm(kernel), np.linalg.norm(change)
    assert abs(np.sum(kernel * change)) > 0.01 * lengths[0] * lengths[1]


def test_step_before_a_normalization_is_shorter_for_a_larger_kernel(keras):
    """Directly before a normalization, an SGD step on a kernel ten times larger is a
    tenth as long.

    With Adam, the step is as long, so it turns a larger kernel less.
    """
    for norm in [keras.layers.BatchNormalization, keras.layers.LayerNormalization]:
        _, change = kernel_and_step(keras, norm, 1.0)
        _, smaller = kernel_and_step(keras, norm, 10.0)
        # The change is a difference of weights ten times as large: more rounding.
        assert smaller * 10 == pytest.approx(change, abs=1e-4)
        assert abs(change).max() > 0.01
    norm, adam = keras.layers.BatchNormalization, keras.optimizers.Adam
    kernel, change = kernel_and_step(keras, norm, 1.0, adam(0.1))
    larger, same = kernel_and_step(keras, norm, 10.0, adam(0.1))
    assert same == pytest.approx(change, abs=1e-3)
    assert larger == pytest.approx(10 * kernel, rel=ROUNDING)


def test_l2_on_gamma_and_beta_pulls_them_to_zero(keras):
    """`gamma_regularizer` and `beta_regularizer` pull toward 0, although gamma starts
    at 1.
    """
    l2 = keras.regularizers.L2(0.5)
    for layer in [keras.layers.BatchNormalization, keras.layers.LayerNormalization]:
        norm = layer(gamma_regularizer=l2, beta_regularizer=l2)
        model = keras.Sequential([keras.Input((3,)), norm])
        assert sorted(float(loss) for loss in model.losses) == [0.0, 1.5]
        norm.beta.assign([2.0, 2.0, 2.0])
        model.compile(optimizer=keras.optimizers.SGD(0.1), loss=lambda y, p: 0 * p)
        model.train_on_batch(X, X)
        assert norm.gamma.numpy() == pytest.approx(0.9, rel=ROUNDING)
        assert norm.beta.numpy() == pytest.approx(1.8, rel=ROUNDING)


def test_max_norm_waits_for_the_first_step(keras):
    """`MaxNorm` doesn't change the starting weights; it clips them
    after each update.
    """
    model = linear(keras, kernel_constraint=keras.constraints.MaxNorm(1.0))
    model.compile(optimizer=keras.optimizers.SGD(0.0), loss="mse")
    assert np.linalg.norm(model.get_weights()[0]) == pytest.approx(12**0.5)
    model.train_on_batch(X, Y)
    assert np.linalg.norm(model.get_weights()[0]) == pytest.approx(1.0, rel=ROUNDING)


def test_max_norm_clips_columns_and_leaves_short_ones(keras):
    """`MaxNorm(c)` scales the columns of a kernel down to norm c and leaves shorter
    ones unchanged.
    """
    kernel = np.array([[3.0, 0.3], [4.0, 0.4]], dtype="float32")
    result = keras.constraints.MaxNorm(2.0)(kernel)
    expected = [[1.2, 0.3], [1.6, 0.4]]
    assert keras.ops.convert_to_numpy(result) == pytest.approx(
        np.array(expected), rel=ROUNDING
    )
    kernel = np.random.default_rng(0).normal(size=(5, 40)).astype("float32")
    lengths = np.linalg.norm(kernel, axis=0)
    for limit in 1.0, 2.0, 3.0:
        result = keras.ops.convert_to_numpy(keras.constraints.MaxNorm(limit)(kernel))
        assert lengths.min() < limit < lengths.max()
        expected = kernel * np.minimum(1, limit / lengths)
        assert result == pytest.approx(expected, rel=ROUNDING)


def test_max_norm_of_a_filter_needs_three_axes(keras):
    """On a Conv2D, `MaxNorm` limits whole filters only with `axis=[0, 1, 2]`."""
    random = np.random.default_rng(0).normal(size=(3, 3, 2, 4)).astype("float32")
    for axis, limited in ([0, 1, 2], True), (0, False), ([0, 1], False), (3, False):
        result = keras.constraints.MaxNorm(1.0, axis=axis)(random)
        filters = keras.ops.convert_to_numpy(result).reshape(-1, 4)
        assert (np.linalg.norm(filters, axis=0) < 1 + ROUNDING).all() == limited
    kernel = np.ones((3, 3, 2, 4), dtype="float32")
    for axis, norm in [
        ([0, 1, 2], 1.0),
        (0, 6**0.5),
        ([0, 1], 2**0.5),
        (2, 3.0),
        (3, 18**0.5 / 2),
    ]:
        result = keras.constraints.MaxNorm(1.0, axis=axis)(kernel)
        filters = keras.ops.convert_to_numpy(result).reshape(-1, 4)
        assert np.linalg.norm(filters, axis=0) == pytest.approx(norm, rel=ROUNDING)


def test_max_norm_adds_nothing_to_the_loss(keras):
    """A constraint adds nothing to `model.losses` or to the loss."""
    model = linear(keras, kernel_constraint=keras.constraints.MaxNorm(1.0))
    model.compile(loss="mse")
    assert model.layers[0].kernel.constraint.max_value == 1.0
    assert model.losses == []
    assert model.evaluate(X, Y + 1, verbose=0) == pytest.approx(1.0, rel=ROUNDING)


def test_max_norm_clips_after_the_decay(keras):
    """Weight decay acts before the constraint, and continues below its limit."""
    model = linear(keras, kernel_constraint=keras.constraints.MaxNorm(1.0))
    sgd = keras.optimizers.SGD(0.1, weight_decay=0.5)
    model.compile(optimizer=sgd, loss="mse")
    norms = []
    for _ in range(3):
        model.train_on_batch(0 * X, 0 * Y)
        norms.append(np.linalg.norm(model.get_weights()[0]))
    assert norms == pytest.approx([1.0, 0.95, 0.95**2], rel=ROUNDING)


def test_unit_norm_and_non_neg_project_the_weights(keras):
    """`UnitNorm` scales each column that isn't 0 to norm 1, and `NonNeg` sets negative
    weights to 0.
    """
    kernel = np.random.default_rng(0).normal(size=(5, 40)).astype("float32")
    to_numpy, constraints = keras.ops.convert_to_numpy, keras.constraints
    unit = kernel / np.linalg.norm(kernel, axis=0)
    result = to_numpy(constraints.UnitNorm()(kernel))
    assert result == pytest.approx(unit, rel=ROUNDING)
    result = to_numpy(constraints.NonNeg()(kernel))
    assert np.array_equal(result, kernel.clip(0))
    # A column of zeros has no direction to scale.
    kernel[:, 0] = 0
    result = to_numpy(constraints.UnitNorm()(kernel))
    assert not result[:, 0].any()
    assert np.linalg.norm(result, axis=0)[1:] == pytest.approx(1, rel=ROUNDING)


@pytest.mark.since("3.15")
def test_constraint_of_each_weight_is_a_function_that_clips(keras):
    """With `keras.ops.clip` as a constraint, each weight stays within its limits."""

    def limit(w):
        return keras.ops.clip(w, -0.5, 0.5)

    start = np.array([[-2.0], [0.4], [0.7]])
    for rate in 1e-6, 0.5:
        model = linear(keras, use_bias=False, kernel_constraint=limit)
        free = linear(keras, use_bias=False)
        for each in model, free:
            each.set_weights([start])
            each.compile(optimizer=keras.optimizers.SGD(rate), loss="mse")
            each.train_on_batch(X, Y)
        limited = free.get_weights()[0].clip(-0.5, 0.5)
        assert model.get_weights()[0] == pytest.approx(limited, rel=1e-4)


def test_constraint_of_an_embedding_row_needs_axis_1(keras):
    """`MaxNorm(axis=1)` limits each row of an Embedding, and all rows in every step."""
    for axis, norms in [(1, [1.0] * 5), (0, [(3 / 5) ** 0.5] * 5)]:
        limit = keras.constraints.MaxNorm(1.0, axis=axis)
        layer = keras.layers.Embedding(
            5, 3, embeddings_initializer="ones", embeddings_constraint=limit
        )
        model = keras.Sequential([keras.Input((2,)), layer])
        model.compile(optimizer=keras.optimizers.SGD(1e-6), loss="mse")
        model.train_on_batch(np.array([[0, 1]]), np.zeros((1, 2, 3)))
        rows = np.linalg.norm(model.get_weights()[0], axis=1)
        assert rows == pytest.approx(norms, rel=1e-4)


def test_orthogonal_regularizer_is_the_mean_cosine_between_rows(keras):
    """`OrthogonalRegularizer` is its factor times the mean absolute
    cosine between rows.

    With `mode="columns"`, it is that between columns.
    """
    rows = keras.ops.array([[1.0, 0.0], [-1.0, 1.0], [0.0, 5.0]])
    penalty = keras.regularizers.OrthogonalRegularizer(0.5)(rows)
    # The cosines of the three pairs, whatever the lengths: -√½, 0 and √½.
    assert float(penalty) == pytest.approx(0.5 * 2 * 0.5**0.5 / 3, rel=ROUNDING)
    kernel = np.random.default_rng(0).normal(size=(5, 4)).astype("float32")
    tensor = keras.ops.convert_to_tensor(kernel)
    for mode, vectors in ("rows", kernel), ("columns", kernel.T):
        unit = vectors / np.linalg.norm(vectors, axis=1, keepdims=True)
        cosines = abs(unit @ unit.T)[np.triu_indices(len(unit), 1)]
        penalty = keras.regularizers.OrthogonalRegularizer(0.3, mode)(tensor)
        assert float(penalty) == pytest.approx(0.3 * cosines.mean(), rel=ROUNDING)


def test_orthogonal_regularizer_refuses_a_convolution(keras):
    """`OrthogonalRegularizer` raises `ValueError` on weights that aren't a matrix."""
    orthogonal = keras.regularizers.OrthogonalRegularizer()
    layers = keras.layers
    conv = layers.Conv2D(4, 3, kernel_regularizer=orthogonal)
    conv.build((None, 8, 8, 3))
    line = layers.Conv1D(4, 3, kernel_regularizer=orthogonal)
    line.build((None, 8, 3))
    bias = layers.Dense(4, bias_regularizer=orthogonal)
    bias.build((None, 3))
    for layer in conv, line, bias:
        with pytest.raises(ValueError, match="rank 2"):
            _ = layer.losses


def test_l2_on_every_kernel_by_its_name(keras):
    """The weights whose names end in "kernel" are all the kernels, without biases or
    normalization weights.
    """
    layers = keras.layers
    inner = keras.Sequential([layers.SeparableConv2D(2, 2), layers.DepthwiseConv2D(2)])
    model = keras.Sequential(
        [
            keras.Input((8, 8, 3)),
            layers.Conv2D(2, 2),
            layers.BatchNormalization(),
            inner,
            layers.Reshape((-1, 2)),
            layers.Bidirectional(layers.LSTM(2, return_sequences=True)),
            layers.TimeDistributed(layers.Dense(2)),
            layers.LayerNormalization(),
            layers.GlobalAveragePooling1D(),
            layers.Dense(1),
        ]
    )
    expected, count = 0.0, 0
    for weight in model.trainable_variables:
        if weight.name.endswith("kernel"):
            weight.regularizer = keras.regularizers.L2(0.25)
            count += 1
        # A bias and the weights of a normalization have one axis.
        if len(weight.shape) > 1:
            expected += 0.25 * (keras.ops.convert_to_numpy(weight) ** 2).sum()
    # Conv2D, two of SeparableConv2D, DepthwiseConv2D, four of the LSTMs, two of Dense.
    assert count == len(model.losses) == 10
    assert float(sum(model.losses)) == pytest.approx(expected, rel=ROUNDING)
    assert len({weight.name for weight in model.trainable_variables}) > 4


def test_constraint_set_on_a_built_layer_does_nothing(keras):
    """On a built layer, setting `kernel_constraint` does nothing, but setting
    `kernel.constraint` works.
    """
    for acts in False, True:
        model = linear(keras, use_bias=False)
        limit = keras.constraints.MaxNorm(1.0)
        layer = model.layers[0]
        if acts:
            layer.kernel.constraint = limit
        else:
            layer.kernel_constraint = limit
        model.compile(optimizer=keras.optimizers.SGD(0.1), loss="mse")
        model.train_on_batch(0 * X, 0 * Y)
        norm = np.linalg.norm(model.get_weights()[0])
        assert norm == pytest.approx(1.0 if acts else 12**0.5, rel=1e-4)
