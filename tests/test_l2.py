"""What docs/l2.md says about Keras, asserted against Keras."""

import numpy as np
import pytest

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


def kernel_after(keras, optimizer, strength=None, x=X):
    """The kernel after two steps on targets 0, without a bias and from weights 2."""
    model = linear(keras, strength, use_bias=False)
    model.compile(optimizer=optimizer, loss="mse")
    for _ in range(2):
        model.train_on_batch(x, 0 * Y)
    return model.get_weights()[0]


def test_l2_is_strength_times_sum_of_squares(keras):
    """`L2(λ)` is λ times the sum of the squared weights: no factor ½, no mean."""
    weights = np.array([[1.0, -2.0], [3.0, 0.5]], dtype="float32")
    penalty = float(keras.regularizers.L2(0.01)(weights))
    assert penalty == pytest.approx(0.01 * 14.25, rel=ROUNDING)


def test_l2_strength_defaults_to_a_hundredth(keras):
    """`L2()` and the string `"l2"` both mean the strength 0.01."""
    assert keras.regularizers.L2().get_config() == {"l2": 0.01}
    assert keras.regularizers.get("l2").get_config() == {"l2": 0.01}


def test_l2_argument_is_called_l2(keras):
    """`L2(l=0.01)`, an old spelling, raises a TypeError."""
    with pytest.raises(TypeError, match=r"^L2.* argument 'l'$"):
        keras.regularizers.L2(l=0.01)
    assert keras.regularizers.L2(l2=0.02).get_config() == {"l2": 0.02}


def test_l2_on_kernel_leaves_bias_alone(keras):
    """`kernel_regularizer` penalizes the kernel; the bias needs its own argument."""
    threes = keras.initializers.Constant(3)
    kernel_only = linear(keras, 0.5, bias_initializer=threes)
    both = linear(keras, 0.5, bias_initializer=threes, bias_regularizer="l2")
    assert [float(loss) for loss in kernel_only.losses] == [6.0]
    assert [float(loss) for loss in both.losses] == pytest.approx([6.0, 0.09])


def test_l2_step_shrinks_weights_by_a_factor(keras):
    """With no gradient from the data, an SGD step multiplies by 1 − 2·lr·λ."""
    model = linear(keras, 0.5)
    model.compile(optimizer=keras.optimizers.SGD(0.1), loss="mse")
    for _ in range(3):
        model.train_on_batch(0 * X, 0 * Y)
    assert model.get_weights()[0] == pytest.approx(2 * 0.9**3, rel=ROUNDING)


def test_l2_shrinks_without_reaching_zero(keras):
    """The shrinking leaves no weight at zero, however small it has become."""
    model = linear(keras, 1.0)
    model.compile(optimizer=keras.optimizers.SGD(0.25), loss="mse")
    for _ in range(50):
        model.train_on_batch(0 * X, 0 * Y)
    # Halving is exact in float32 as long as the exponent has room.
    assert (model.get_weights()[0] == 2 * 0.5**50).all()


def test_l2_is_not_scaled_by_batch_size(keras):
    """The penalty is added once per step, whatever the number of rows."""
    model = linear(keras, 0.5)
    model.compile(optimizer=keras.optimizers.SGD(0.0), loss="mse")
    for rows in [1, 2, 8]:
        loss = model.train_on_batch(X[:rows], Y[:rows])
        assert float(loss) == pytest.approx(6.0, rel=ROUNDING)


def test_l2_is_in_the_loss_of_evaluate(keras):
    """The loss of `evaluate` is data loss plus penalty; a metric has no penalty."""
    model = linear(keras, 0.5)
    model.compile(loss="mse", metrics=["mse"])
    loss, mse = model.evaluate(X, Y + 1, verbose=0)
    assert mse == pytest.approx(1.0, rel=ROUNDING)
    assert loss == pytest.approx(1.0 + 6.0, rel=ROUNDING)


def test_l2_is_in_val_loss(keras):
    """Validation does not switch L2 off: the penalty is in `val_loss`."""
    model = linear(keras, 0.5)
    model.compile(optimizer=keras.optimizers.SGD(0.0), loss="mse")
    history = model.fit(X, Y, validation_data=(X, Y), verbose=0).history
    assert history["loss"] == pytest.approx([6.0], rel=ROUNDING)
    assert history["val_loss"] == pytest.approx([6.0], rel=ROUNDING)


def test_l2_leaves_predictions_alone(keras):
    """With the same weights, a model predicts the same with and without L2."""
    plain, penalized = linear(keras), linear(keras, 0.5)
    assert [float(loss) for loss in penalized.losses] == [6.0]
    predictions = [model.predict(X, verbose=0) for model in [plain, penalized]]
    assert np.array_equal(*predictions)


def test_l2_with_mse_is_ridge(keras, sklearn):
    """`Ridge(alpha=n·λ)` is the minimum of Keras's mean squared error plus L2(λ)."""
    x, y = sklearn.datasets.load_diabetes(return_X_y=True)
    x, y = sklearn.preprocessing.scale(x), sklearn.preprocessing.scale(y)
    layer = keras.layers.Dense(1, kernel_regularizer=keras.regularizers.L2(0.1))
    model = keras.Sequential([keras.Input((10,)), layer])
    model.compile(optimizer=keras.optimizers.SGD(1.0), loss="mse")
    moved = {}
    for alpha in [0.1, len(x) * 0.1]:
        solution = sklearn.linear_model.Ridge(alpha=alpha).fit(x, y).coef_[:, None]
        model.set_weights([solution, np.zeros(1)])
        model.train_on_batch(x, y[:, None])
        moved[alpha] = abs(model.get_weights()[0] - solution).max()
    # A minimum stays where it is; 442 float32 products are summed to 1e-6.
    assert moved[len(x) * 0.1] < ROUNDING
    assert moved[0.1] > 0.01


def test_l2_equals_twice_as_much_weight_decay_with_sgd(keras):
    """With plain SGD, `weight_decay=2λ` makes the same steps as L2(λ)."""
    sgd = keras.optimizers.SGD
    penalized = kernel_after(keras, sgd(0.05), 0.1)
    decayed = kernel_after(keras, sgd(0.05, weight_decay=0.2))
    assert decayed == pytest.approx(penalized, rel=ROUNDING)


def test_l2_is_not_weight_decay_with_momentum_or_adam(keras):
    """With momentum or Adam, `weight_decay=2λ` and L2(λ) make different steps."""
    for optimizer, arguments, weight in [
        # The first step is 2·0.05·0.1·2 = 0.02; the second, from 1.98, has
        # a gradient part of 0.0198 and 0.9·0.02 of momentum.
        (keras.optimizers.SGD, {"momentum": 0.9}, 2 - 0.02 - 0.0198 - 0.018),
        # Adam's first steps are as long as its learning rate.
        (keras.optimizers.Adam, {}, 2 - 0.05 - 0.05),
    ]:
        plain = optimizer(0.05, **arguments)
        decaying = optimizer(0.05, weight_decay=0.2, **arguments)
        penalized = kernel_after(keras, plain, 0.1, x=0 * X)
        decayed = kernel_after(keras, decaying, x=0 * X)
        assert penalized == pytest.approx(weight, abs=1e-4)
        assert decayed == pytest.approx(2 * (1 - 0.05 * 0.2) ** 2, rel=ROUNDING)


def test_weight_decay_shrinks_biases_unless_excluded(keras):
    """AdamW shrinks biases too; `exclude_from_weight_decay` spares them."""
    # The kernel has no gradient. The bias has one; Adam's first step is 0.1 long.
    for names, bias in [([], 0.95 - 0.1), (["bias"], 1 - 0.1)]:
        model = linear(keras, bias_initializer="ones")
        optimizer = keras.optimizers.AdamW(0.1, weight_decay=0.5)
        optimizer.exclude_from_weight_decay(var_names=names)
        model.compile(optimizer=optimizer, loss="mse")
        model.train_on_batch(0 * X, 0 * Y)
        assert model.get_weights()[0] == pytest.approx(2 * 0.95, rel=ROUNDING)
        assert model.get_weights()[1] == pytest.approx(bias, rel=ROUNDING)


def test_weight_decay_is_not_in_the_loss(keras):
    """Weight decay adds nothing to `model.losses` or the loss; AdamW's is 0.004."""
    model = linear(keras)
    model.compile(optimizer="adamw", loss="mse", metrics=["mse"])
    assert model.optimizer.weight_decay == 0.004
    loss, mse = model.train_on_batch(X, Y + 1)
    assert model.losses == []
    assert loss == mse


def test_l2_set_on_a_built_layer_does_nothing(keras):
    """`layer.kernel_regularizer = …` on a built layer adds no penalty."""
    model = linear(keras)
    model.layers[0].kernel_regularizer = keras.regularizers.L2(0.5)
    model.compile(loss="mse")
    in_config = model.layers[0].get_config()["kernel_regularizer"]["config"]
    assert in_config == {"l2": 0.5}
    assert model.losses == []
    assert model.evaluate(X, Y, verbose=0) == pytest.approx(0.0, abs=ROUNDING)


def test_l2_set_on_a_built_layer_works_in_its_clone(keras, tmp_path):
    """`clone_model`, or saving and loading, builds the layer with the regularizer."""
    model = linear(keras)
    model.layers[0].kernel_regularizer = keras.regularizers.L2(0.5)
    model.layers[0].kernel.assign([[1.0], [-2.0], [3.0]])
    clone = keras.models.clone_model(model)
    clone.set_weights(model.get_weights())
    model.save(tmp_path / "model.keras")
    loaded = keras.saving.load_model(tmp_path / "model.keras")
    assert [float(loss) for loss in clone.losses] == [0.5 * 14]
    assert [float(loss) for loss in loaded.losses] == [0.5 * 14]


def test_l2_set_on_a_kernel_is_not_saved(keras, tmp_path):
    """`layer.kernel.regularizer = …` acts at once but is lost by saving."""
    model = linear(keras)
    model.layers[0].kernel.regularizer = keras.regularizers.L2(0.5)
    assert [float(loss) for loss in model.losses] == [6.0]
    model.save(tmp_path / "model.keras")
    assert keras.saving.load_model(tmp_path / "model.keras").losses == []


def test_l2_set_on_a_kernel_after_training_needs_compile(keras):
    """Set on a kernel after the first step, L2 is trained with once you compile."""
    model = linear(keras)
    losses = []
    for compiled in [True, False, True]:
        if compiled:
            model.compile(optimizer=keras.optimizers.SGD(0.0), loss="mse")
        losses.append(float(model.train_on_batch(X, Y)))
        model.layers[0].kernel.regularizer = keras.regularizers.L2(0.5)
    assert losses == pytest.approx([0.0, 0.0, 6.0], abs=ROUNDING)


def test_l2_needs_model_losses_in_a_custom_loop(keras):
    """Only a loss with `sum(model.losses)` has the penalty's gradient 2·λ·w."""
    tf = pytest.importorskip("tensorflow")
    if keras.backend.backend() != "tensorflow":
        pytest.skip("GradientTape differentiates TensorFlow operations only")
    model = linear(keras, 0.5)
    kernel = model.trainable_weights[0]
    with tf.GradientTape(persistent=True) as tape:
        data_loss = keras.ops.mean((model(X) - Y) ** 2)
        loss = data_loss + sum(model.losses)
    assert tape.gradient(data_loss, kernel).numpy() == pytest.approx(0, abs=ROUNDING)
    assert tape.gradient(loss, kernel).numpy() == pytest.approx(2, rel=ROUNDING)


def test_l2_before_batch_normalization_does_not_constrain_the_output(keras):
    """A ten times smaller kernel before BatchNormalization gives the same output."""
    dense = keras.layers.Dense(4, kernel_regularizer="l2")
    model = keras.Sequential([dense, keras.layers.BatchNormalization()])
    x = 100 * X  # a variance far above the layer's epsilon of 0.001
    before = keras.ops.convert_to_numpy(model(x, training=True))
    penalty = float(dense.losses[0])
    dense.kernel.assign(dense.kernel / 10)
    after = keras.ops.convert_to_numpy(model(x, training=True))
    assert float(dense.losses[0]) == pytest.approx(penalty / 100, rel=ROUNDING)
    assert abs(before).max() > 1
    assert after == pytest.approx(before, abs=0.01)


def test_l2_of_a_frozen_layer_is_dropped(keras):
    """A layer with `trainable = False` contributes no weight penalty."""
    model = linear(keras, 0.5)
    assert [float(loss) for loss in model.losses] == [6.0]
    model.layers[0].trainable = False
    assert model.losses == []


def test_first_penalty_of_the_classic_model_is_128_times_the_strength(keras):
    """Two 64×64 Glorot kernels start with a penalty of about 128·λ."""
    l2 = keras.regularizers.L2(0.1)
    model = keras.Sequential([keras.Input((64,))])
    for _ in range(2):
        model.add(keras.layers.Dense(64, kernel_regularizer=l2))
    # Uniform on ±a with a² = 6/128: w² has mean a²/3, standard deviation
    # a²·√(4/45); five standard errors over 8192 weights.
    a2, n = 6 / 128, 2 * 64 * 64
    tolerance = 5 * 0.1 * a2 * np.sqrt(4 / 45) * np.sqrt(n)
    assert float(sum(model.losses)) == pytest.approx(12.8, abs=tolerance)


def test_input_shape_argument_warns(keras):
    """`input_shape=` on a first layer warns; `keras.Input` does not."""
    with pytest.warns(UserWarning, match="input_shape"):
        keras.layers.Dense(1, input_shape=(3,))
