"""What docs/l2/weight-decay.md says about Keras, asserted against Keras."""

import numpy as np
import pytest

from tests.checks.test_arguments import build_layer, table

X = np.random.default_rng(0).normal(size=(8, 3)).astype("float32")
Y = 2 * X.sum(axis=1, keepdims=True)
# Steps and sums in float32: relative rounding 6e-8, a few operations each.
ROUNDING = 1e-5
DECAYING = {
    *["SGD", "RMSprop", "Adam", "AdamW", "Adadelta", "Adagrad", "Adamax"],
    *["Adafactor", "Nadam", "Lion", "Lamb"],
}
BIAS_GAMMA = ["bias", "gamma"]


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
    (kernel,) = model.get_weights()
    return kernel


def apply(keras, optimizer, *variables, gradient=0.0, steps=1):
    """What steps with this gradient, 0 unless told, make of variables."""
    gradients = [gradient * keras.ops.ones(each.shape) for each in variables]
    for _ in range(steps):
        optimizer.apply(gradients, list(variables))
    return [float(variable.numpy().item(0)) for variable in variables]


def unreached(keras):
    """A model that decays and does not use one of its two layers, whose kernel is 1."""

    class Model(keras.Model):
        def __init__(self):
            super().__init__()
            self.used = keras.layers.Dense(1)
            self.unreached = keras.layers.Dense(1, kernel_initializer="ones")

        def build(self, shape):
            self.used.build(shape)
            self.unreached.build(shape)
            self.built = True

        def call(self, x):
            return self.used(x)

    model = Model()
    model.build((None, 3))
    sgd = keras.optimizers.SGD(0.1, weight_decay=0.5)
    model.compile(optimizer=sgd, loss="mse")
    return model


def test_l2_equals_twice_as_much_weight_decay_with_sgd(keras):
    """With plain SGD, `weight_decay=2λ` makes the same steps as L2(λ) on every weight.

    L2 on the kernels alone leaves out the biases, which weight decay shrinks.
    """

    def weights_after(rate, decay, **regularizers):
        keras.utils.set_random_seed(0)
        options = {"bias_initializer": "ones", **regularizers}
        layers = [
            keras.layers.Dense(4, "tanh", **options),
            keras.layers.Dense(1, **options),
        ]
        model = keras.Sequential([keras.Input((3,)), *layers])
        sgd = keras.optimizers.SGD(rate, weight_decay=decay)
        model.compile(optimizer=sgd, loss="mse")
        for _ in range(5):
            model.train_on_batch(X, Y)
        return np.concatenate([each.ravel() for each in model.get_weights()])

    for rate, strength in (0.05, 0.1), (0.01, 2.0):
        l2 = keras.regularizers.L2(strength)
        everywhere = {"kernel_regularizer": l2, "bias_regularizer": l2}
        decayed = weights_after(rate, 2 * strength)
        assert decayed == pytest.approx(
            weights_after(rate, None, **everywhere), abs=ROUNDING
        )
        on_kernels = weights_after(rate, None, kernel_regularizer=l2)
        assert abs(decayed - on_kernels).max() > 0.01


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
        decay_optimizer = optimizer(0.05, weight_decay=0.2, **arguments)
        l2_kernel = kernel_after(keras, plain, 0.1, x=0 * X)
        decay_kernel = kernel_after(keras, decay_optimizer, x=0 * X)
        assert l2_kernel == pytest.approx(weight, abs=1e-4)
        assert decay_kernel == pytest.approx(2 * (1 - 0.05 * 0.2) ** 2, rel=ROUNDING)


def test_weight_decay_shrinks_biases_unless_excluded(keras):
    """AdamW also shrinks biases unless you exclude them with
    `exclude_from_weight_decay`.
    """
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
    """Weight decay (for AdamW, 0.004 by default) adds nothing to `model.losses` or to
    the loss.
    """
    model = linear(keras)
    model.compile(optimizer="adamw", loss="mse", metrics=["mse"])
    assert model.optimizer.weight_decay == 0.004
    loss, mse = model.train_on_batch(X, Y + 1)
    assert model.losses == []
    assert loss == mse
    model = linear(keras)
    sgd = keras.optimizers.SGD(0.1, weight_decay=0.5)
    model.compile(optimizer=sgd, loss="mse", metrics=["mse"])
    logs = model.fit(X, Y + 1, validation_data=(X, Y), verbose=0).history
    assert model.losses == []
    assert logs["loss"] == logs["mse"]
    assert logs["val_loss"] == logs["val_mse"]


def test_l2_is_not_weight_decay_with_rmsprop(keras):
    """With RMSprop and every other optimizer except plain SGD, `weight_decay=2λ`
    differs from L2(λ).
    """
    rmsprop = keras.optimizers.RMSprop
    l2_kernel = kernel_after(keras, rmsprop(0.05), 0.1, x=0 * X)
    decay_kernel = kernel_after(keras, rmsprop(0.05, weight_decay=0.2), x=0 * X)
    assert decay_kernel == pytest.approx(2 * (1 - 0.05 * 0.2) ** 2, rel=ROUNDING)
    # The first step alone is 0.05/√(1 − 0.9) = 0.158 long.
    assert (l2_kernel < 2 - 0.15).all()
    for name in DECAYING | {"Ftrl"}:
        optimizer = getattr(keras.optimizers, name)
        after = []
        for strength, decay in (0.1, 0.0), (0.0, 0.2):
            weight, each = keras.Variable(2.0), optimizer(0.05, weight_decay=decay)
            for data in 0.5, -0.2, 0.1:
                each.apply([data + 2 * strength * weight.value], [weight])
            after.append(float(weight))
        assert (abs(after[0] - after[1]) < 1e-6) == (name == "SGD"), name


def test_l2_with_adam_shrinks_alike_whatever_the_strength(keras):
    """With Adam and no data gradient, L2(0.001) and L2(1.0) make the same steps."""
    weak, strong = (
        kernel_after(keras, keras.optimizers.Adam(0.05), strength, x=0 * X)
        for strength in [0.001, 1.0]
    )
    # Adam divides by the root of a running mean plus epsilon, 1e-7. The weaker
    # gradient is 0.004, and that root in the first step 0.004·√0.001: 8e-4 of it.
    assert weak == pytest.approx(2 - 0.05 - 0.05, abs=2 * 0.05 * 8e-4 * 2)
    assert strong == pytest.approx(weak, abs=2 * 0.05 * 8e-4 * 2)


def test_weight_decay_subtracts_rate_times_decay_times_weight(keras):
    """`optimizer.apply` subtracts lr·weight_decay·w from large and small weights alike.

    From there, it makes the same step as without decay.
    """
    start = np.array([1.0, -2.0, 0.01], dtype="float32")
    for name in DECAYING:
        optimizer = getattr(keras.optimizers, name)
        for rate, decay in (0.1, 0.5), (0.02, 2.0), (0.0, 0.5):
            decayed = start * (1 - rate * decay)
            for gradient in np.zeros(3), np.array([0.5, 2.0, -1.0]):
                weights = keras.Variable(start), keras.Variable(decayed)
                for weight, each in zip(weights, (decay, 0.0), strict=True):
                    gradients = [keras.ops.convert_to_tensor(gradient, "float32")]
                    optimizer(rate, weight_decay=each).apply(gradients, [weight])
                first, plain = (weight.numpy() for weight in weights)
                assert first == pytest.approx(plain, abs=ROUNDING), name
                if not gradient.any():
                    assert first == pytest.approx(decayed, rel=ROUNDING), name
        for rate, decay in (0.1, 0.5), (0.02, 1.0):  # Step after step.
            weights = keras.Variable(start)
            steady = optimizer(rate, weight_decay=decay)
            for step in range(1, 5):
                steady.apply([keras.ops.zeros(3)], [weights])
                expected = start * (1 - rate * decay) ** step
                assert weights.numpy() == pytest.approx(expected, rel=ROUNDING), name


@pytest.mark.since("3.14")
def test_weight_decay_of_schedule_free_adamw_is_slower(keras):
    """ScheduleFreeAdamW decays from its second step on, more slowly than AdamW."""
    for rate, decay in (0.1, 0.5), (0.05, 0.2):
        weights = keras.Variable([1.0, -2.0, 0.01])
        optimizer = keras.optimizers.ScheduleFreeAdamW(rate, weight_decay=decay)
        shares = []
        for _ in range(50):
            optimizer.apply([keras.ops.zeros(3)], [weights])
            share = weights.numpy() / np.array([1.0, -2.0, 0.01])
            assert share == pytest.approx(share[0], rel=1e-4)
            shares.append(share[0])
        assert shares[0] == pytest.approx(1, rel=ROUNDING)
        assert (np.diff(shares) < 0).all()
        adamw = (1 - rate * decay) ** np.arange(1, 51)
        assert (shares > adamw).all()
        assert shares[-1] < 0.8


def test_weight_decay_by_default_takes_four_millionths_in_a_step(keras):
    """With its defaults of 0.001 and 0.004, AdamW shrinks a weight by four millionths
    in each step.
    """
    for start in 1.0, -3.0:
        weight = keras.Variable(start)
        after = apply(keras, keras.optimizers.AdamW(), weight, steps=100)
        # Each step rounds a weight by 6e-8 of it at most.
        assert 1 - after[0] / start == pytest.approx(100 * 4e-6, abs=100 * 6e-8)


@pytest.mark.backend("torch")
def test_weight_decay_of_torch_adamw_is_the_same_number(keras):
    """PyTorch's `AdamW(weight_decay=d)` is the same as Keras's, but by default its d is
    0.01.
    """
    import torch

    adamw = torch.optim.AdamW
    for rate, decay in (0.1, 0.5), (0.02, 2.0):
        weight, other = keras.Variable(1.0), torch.ones(1, requires_grad=True)
        keras_adamw = keras.optimizers.AdamW(rate, weight_decay=decay)
        torch_adamw = adamw([other], rate, weight_decay=decay)
        for gradient in 2.0, -1.0, 0.5, 3.0:
            apply(keras, keras_adamw, weight, gradient=gradient)
            other.grad = torch.full((1,), gradient)
            torch_adamw.step()
        # The two add their epsilon at other places.
        assert float(weight) == pytest.approx(other.item(), rel=1e-4)
    assert adamw([other]).defaults["weight_decay"] == 0.01


@pytest.mark.backend("torch")
def test_weight_decay_of_other_torch_optimizers_is_l2(keras):
    """For SGD, RMSprop, and Adam, PyTorch's `weight_decay=d` is Keras's `L2(d/2)`."""
    import torch

    x, start = X[:, :1], 2.0
    for name, ours, theirs in (
        ("SGD", {}, {}),
        ("SGD", {"momentum": 0.9}, {"momentum": 0.9}),
        ("Adam", {}, {}),
        ("RMSprop", {}, {"alpha": 0.9}),
    ):
        l2 = keras.regularizers.L2(0.4 / 2)
        layer = keras.layers.Dense(1, use_bias=False, kernel_regularizer=l2)
        model = keras.Sequential([keras.Input((1,)), layer])
        model.set_weights([np.full((1, 1), start)])
        model.compile(getattr(keras.optimizers, name)(0.05, **ours), "mse")
        weight = torch.full((1, 1), start, requires_grad=True)
        options = {"lr": 0.05, "weight_decay": 0.4, **theirs}
        optimizer = getattr(torch.optim, name)([weight], **options)
        rows, targets = torch.tensor(x), torch.tensor(Y)
        for _ in range(4):
            model.train_on_batch(x, Y)
            optimizer.zero_grad()
            ((rows @ weight - targets) ** 2).mean().backward()
            optimizer.step()
        # The two add their epsilon at other places.
        expected = weight.item()
        assert model.get_weights()[0].item() == pytest.approx(expected, rel=1e-4), name


def test_weight_decay_is_overwritten_by_ftrl(keras):
    """Ftrl computes the weights anew, so without a gradient its weight decay leaves no
    trace.
    """
    # Of a weight w it makes w·(1 − √(0.1/1.1)) − 0.1/√1.1 at the gradient 1.
    share, step = 1 - (0.1 / 1.1) ** 0.5, 0.1 / 1.1**0.5
    for gradient, decay, expected in [
        (0.0, None, 0.0),
        (0.0, 0.5, 0.0),
        (1.0, None, share - step),
        (1.0, 0.5, 0.95 * share - step),
    ]:
        ftrl = keras.optimizers.Ftrl(0.1, weight_decay=decay)
        weight = keras.Variable(1.0)
        after = apply(keras, ftrl, weight, gradient=gradient)
        assert after == pytest.approx([expected], rel=ROUNDING)
        # Nor does it in later steps.
        after = apply(keras, ftrl, weight, steps=3)
        assert after == pytest.approx([expected], rel=ROUNDING)


def test_weight_decay_is_off_unless_given(keras):
    """By default, no optimizer decays weights except AdamW, with 0.004, and Muon."""
    optimizers = keras.optimizers
    decays = {name: getattr(optimizers, name)().weight_decay for name in DECAYING}
    decays["Ftrl"] = optimizers.Ftrl().weight_decay
    assert decays.pop("AdamW") == 0.004
    assert set(decays.values()) == {None}
    for name, decays in ("Muon", True), ("ScheduleFreeAdamW", False):
        if hasattr(optimizers, name):
            default = getattr(optimizers, name)().weight_decay
            assert (default is not None) == decays


def test_weight_decay_of_adamw_cannot_be_none(keras):
    """`AdamW(weight_decay=None)` raises `ValueError`; 0.0 turns the decay off."""
    with pytest.raises(ValueError, match="weight_decay"):
        keras.optimizers.AdamW(weight_decay=None)
    off = keras.optimizers.AdamW(0.1, weight_decay=0.0)
    # A gradient of 5 shows that the rest is on: Adam's first step is 0.1 long.
    after = apply(keras, off, keras.Variable(1.0), gradient=5.0)
    assert after == pytest.approx([1 - 0.1], rel=ROUNDING)


def test_weight_decay_makes_adamw_of_adam(keras):
    """`Adam(weight_decay=d)` and `AdamW(weight_decay=d)` agree bit for bit."""
    adam, adamw, plain = (
        kernel_after(keras, optimizer)
        for optimizer in [
            keras.optimizers.Adam(0.05, weight_decay=0.2),
            keras.optimizers.AdamW(0.05, weight_decay=0.2),
            keras.optimizers.Adam(0.05),
        ]
    )
    assert np.array_equal(adam, adamw)
    # Adam's first steps are nearly as long as its learning rate.
    assert plain == pytest.approx(2 - 0.05 - 0.05, abs=1e-3)
    assert adam == pytest.approx((2 * 0.99 - 0.05) * 0.99 - 0.05, abs=1e-3)
    for options in (
        {"amsgrad": True, "beta_1": 0.5},
        {"clipnorm": 0.1, "epsilon": 0.1},
        {"use_ema": True, "gradient_accumulation_steps": 2},
    ):
        adam, adamw = (
            kernel_after(keras, optimizer(0.05, weight_decay=0.2, **options))
            for optimizer in (keras.optimizers.Adam, keras.optimizers.AdamW)
        )
        assert np.array_equal(adam, adamw)


def test_weight_decay_shrinks_gamma_and_beta_of_batch_normalization(keras):
    """Weight decay also shrinks the gamma and beta of BatchNormalization."""
    ones = {"beta_initializer": "ones", "gamma_initializer": "ones"}
    norm = keras.layers.BatchNormalization(**ones)
    norm.build((None, 3))
    sgd = keras.optimizers.SGD(0.1, weight_decay=0.5)
    after = apply(keras, sgd, *norm.trainable_variables, gradient=2.0)
    assert [variable.name for variable in norm.trainable_variables] == ["gamma", "beta"]
    assert after == pytest.approx([0.95 - 0.2, 0.95 - 0.2], rel=ROUNDING)


def test_weight_decay_shrinks_embeddings_that_are_not_used(keras):
    """Both weight decay and L2 shrink all rows of an Embedding in each step."""
    for strength, decay in [(0.0, 0.5), (0.25, None), (0.0, None)]:
        table = keras.layers.Embedding(
            3,
            2,
            embeddings_initializer="ones",
            embeddings_regularizer=keras.regularizers.L2(strength),
        )
        model = keras.Sequential([keras.Input((1,), dtype="int32"), table])
        sgd = keras.optimizers.SGD(0.1, weight_decay=decay)
        model.compile(optimizer=sgd, loss="mse")
        # The batch asks for row 0 alone, and is content with it.
        model.train_on_batch(np.array([[0]]), np.ones((1, 1, 2)))
        expected = 0.95 if strength or decay else 1.0
        assert table.embeddings.numpy() == pytest.approx(expected, rel=ROUNDING)


def test_weight_decay_exclusion_takes_variables(keras):
    """`exclude_from_weight_decay(var_list=…)` excludes the variables you pass."""
    first, other = keras.Variable(1.0), keras.Variable(1.0)
    sgd = keras.optimizers.SGD(0.1, weight_decay=0.5)
    sgd.exclude_from_weight_decay(var_list=[first])
    after = apply(keras, sgd, first, other, gradient=2.0)
    assert after == pytest.approx([1 - 0.2, 0.95 - 0.2])


def test_weight_decay_exclusion_finds_parts_of_names(keras):
    """`var_names=["ker"]` excludes every weight with "ker" in its name.

    Each of the names is a regular expression, so `"bias"` finds the biases of all
    layers.
    """
    for name, factor in [("ker", 1.0), ("Kernel", 0.95), ("k.r.el", 1.0)]:
        # The other decays: PyTorch refuses to exclude all.
        both = [keras.Variable(1.0, name=each) for each in ["kernel", "other"]]
        sgd = keras.optimizers.SGD(0.1, weight_decay=0.5)
        sgd.exclude_from_weight_decay(var_names=[name])
        after = apply(keras, sgd, *both, gradient=2.0)
        assert after == pytest.approx([factor - 0.2, 0.95 - 0.2])
    biases = 0
    for name, arguments in table().items():
        if "bias_regularizer" in arguments:
            layer = build_layer(keras, name, bias_regularizer="l2")
            for weight in layer.trainable_weights:
                if weight.regularizer:
                    assert "bias" in weight.name, name
                    biases += 1
    assert biases > 20


def test_weight_decay_exclusion_finds_names_of_layers(keras):
    """With TensorFlow, `var_names` also matches the name of the layer."""
    first, last = (
        keras.layers.Dense(1, kernel_initializer="ones", name=name)
        for name in ["first", "last"]
    )
    first.build((None, 3))
    last.build((None, 3))
    sgd = keras.optimizers.SGD(0.1, weight_decay=0.5)
    sgd.exclude_from_weight_decay(var_names=["last"])
    # Elsewhere it is the weight's own name, `kernel`.
    factor = 1.0 if keras.backend.backend() == "tensorflow" else 0.95
    after = apply(keras, sgd, first.kernel, last.kernel, gradient=2.0)
    assert after == pytest.approx([0.95 - 0.2, factor - 0.2])


def test_weight_decay_exclusion_replaces_the_one_before(keras):
    """A second `exclude_from_weight_decay` replaces what the first one excluded."""
    for names, factors in [(["bias"], [1.0, 0.95]), (["bias", "gamma"], [0.95, 1.0])]:
        for by_name in True, False:
            variables = {name: keras.Variable(1.0, name=name) for name in BIAS_GAMMA}
            sgd = keras.optimizers.SGD(0.1, weight_decay=0.5)
            for name in names:
                if by_name:
                    sgd.exclude_from_weight_decay(var_names=[name])
                else:
                    sgd.exclude_from_weight_decay(var_list=[variables[name]])
            after = apply(keras, sgd, *variables.values(), gradient=2.0)
            assert after == pytest.approx([factors[0] - 0.2, factors[1] - 0.2])
    # Variables, then a name: the variables decay again.
    variables = [keras.Variable(1.0, name=name) for name in BIAS_GAMMA]
    sgd = keras.optimizers.SGD(0.1, weight_decay=0.5)
    sgd.exclude_from_weight_decay(var_list=variables[:1])
    sgd.exclude_from_weight_decay(var_names=["gamma"])
    after = apply(keras, sgd, *variables, gradient=2.0)
    assert after == pytest.approx([0.95 - 0.2, 1 - 0.2])


@pytest.mark.backend("tensorflow", "jax")
def test_weight_decay_exclusion_after_training_waits_for_compile(keras):
    """With TensorFlow and JAX, a weight that you exclude after the first step keeps
    decaying until you compile again.
    """
    model = linear(keras)
    sgd = keras.optimizers.SGD(0.1, weight_decay=0.5)

    def step():
        """Kernel and bias after a step; of the two the bias alone has a gradient."""
        model.train_on_batch(0 * X, 0 * Y + 1)
        kernel, bias = model.get_weights()
        return [kernel.item(0), bias.item()]

    model.compile(optimizer=sgd, loss="mse")
    before = step()
    sgd.exclude_from_weight_decay(var_names=["kernel"])
    without_compile = step()
    model.compile(optimizer=sgd, loss="mse")
    with_compile = step()
    # A step takes the bias a fifth of the way to 1, and a twentieth off for decay.
    assert before == pytest.approx([2 * 0.95, 0.2], rel=ROUNDING)
    assert without_compile == pytest.approx([2 * 0.95**2, 0.35], rel=ROUNDING)
    assert with_compile == pytest.approx([2 * 0.95**2, 0.4625], rel=ROUNDING)


def test_weight_decay_exclusion_is_not_saved(keras, tmp_path):
    """A saved model keeps its weight decay but loses what you excluded from it."""
    model = linear(keras)
    adamw = keras.optimizers.AdamW(0.1, weight_decay=0.5)
    adamw.exclude_from_weight_decay(var_names=["kernel"])
    model.compile(optimizer=adamw, loss="mse")
    model.train_on_batch(0 * X, 0 * Y + 1)
    kernel, bias = model.get_weights()
    model.save(tmp_path / "model.keras")
    loaded = keras.saving.load_model(tmp_path / "model.keras")
    loaded.train_on_batch(0 * X, 0 * Y)
    # The bias alone has a gradient, and Adam's first step is 0.1 long.
    assert bias == pytest.approx(0.1, rel=ROUNDING)
    assert (kernel == 2).all()
    assert loaded.get_weights()[0] == pytest.approx(2 * 0.95, rel=ROUNDING)


def test_weight_decay_follows_the_learning_rate(keras):
    """A learning rate schedule also scales the decay, and at learning rate 0 nothing
    decays.
    """
    rates = keras.optimizers.schedules.PiecewiseConstantDecay([0, 1], [0.1, 0.01, 0.0])
    sgd = keras.optimizers.SGD(rates, weight_decay=1.0)
    weight = keras.Variable(1.0)
    after = [apply(keras, sgd, weight, gradient=2.0)[0] for _ in range(3)]
    first, second = 0.9 - 0.1 * 2, 0.7 * 0.99 - 0.01 * 2
    assert after == pytest.approx([first, second, second], rel=ROUNDING)
    # AdamW steps by the rate, whatever the gradient, and decays by it as well.
    adamw = keras.optimizers.AdamW(rates, weight_decay=1.0)
    weight = keras.Variable(1.0)
    after = [apply(keras, adamw, weight, gradient=2.0)[0] for _ in range(3)]
    first, second = 0.9 - 0.1, 0.8 * 0.99 - 0.01
    assert after == pytest.approx([first, second, second], rel=1e-4)


def test_weight_decay_is_not_clipped(keras):
    """`clipnorm` clips the gradient of an L2 penalty but not weight decay."""
    for gradient, decay, expected in [(5.0, None, 10 - 0.1), (0.0, 0.5, 5.0)]:
        sgd = keras.optimizers.SGD(1.0, clipnorm=0.1, weight_decay=decay)
        # 5 is the gradient 2·λ·w of L2(0.25) at the weight 10.
        after = apply(keras, sgd, keras.Variable(10.0), gradient=gradient)
        assert after == pytest.approx([expected], rel=ROUNDING)


def test_weight_decay_spares_frozen_layers(keras):
    """Weight decay leaves layers with `trainable = False` unchanged."""
    model = linear(keras)
    model.layers[0].trainable = False
    model.add(keras.layers.Dense(1, kernel_initializer="ones"))
    sgd = keras.optimizers.SGD(0.1, weight_decay=0.5)
    model.compile(optimizer=sgd, loss="mse")
    model.train_on_batch(0 * X, 0 * Y + 1)
    kernels = [float(layer.kernel.numpy()[0, 0]) for layer in model.layers]
    assert kernels == pytest.approx([2.0, 0.95], rel=ROUNDING)
    # The last bias alone has a gradient: −2.
    assert model.get_weights()[-1] == pytest.approx(0.1 * 2, rel=ROUNDING)


@pytest.mark.backend("tensorflow", "torch")
def test_weight_decay_spares_weights_without_a_gradient(keras):
    """With TensorFlow and PyTorch, a weight that the loss doesn't reach doesn't decay,
    and Keras warns about it.
    """
    model = unreached(keras)
    with pytest.warns(UserWarning, match="Gradients do not exist"):
        model.train_on_batch(X, Y)
    assert (model.unreached.kernel.numpy() == 1).all()


@pytest.mark.backend("jax")
def test_weight_decay_shrinks_weights_without_a_gradient_with_jax(keras, recwarn):
    """With JAX, a weight that the loss doesn't reach has a gradient of
    0, so it decays.
    """
    model = unreached(keras)
    model.train_on_batch(X, Y)
    kernel = model.unreached.kernel.numpy()
    assert kernel == pytest.approx(1 - 0.1 * 0.5, rel=ROUNDING)
    assert not [each for each in recwarn if "Gradients" in str(each.message)]


def test_weight_decay_needs_a_gradient_in_apply(keras):
    """`optimizer.apply` warns about a weight whose gradient is `None`, and leaves it
    unchanged.
    """
    weight, other = keras.Variable(1.0), keras.Variable(1.0)
    sgd = keras.optimizers.SGD(0.1, weight_decay=0.5)
    with pytest.warns(UserWarning, match="Gradients do not exist"):
        sgd.apply([2 * keras.ops.ones(()), None], [weight, other])
    assert [float(weight), float(other)] == pytest.approx([0.95 - 0.1 * 2, 1.0])


def test_weight_decay_waits_for_accumulated_gradients(keras):
    """With `gradient_accumulation_steps=4`, weights decay only in every fourth call."""
    sgd = keras.optimizers.SGD(0.1, weight_decay=1.0, gradient_accumulation_steps=4)
    weight = keras.Variable(1.0)
    after = [apply(keras, sgd, weight)[0] for _ in range(8)]
    assert after == pytest.approx([1.0] * 3 + [0.9] * 4 + [0.81], rel=ROUNDING)


def test_weight_decay_names_of_normalization_layers(keras):
    """Normalization layers have the weights `gamma` and `beta`, except
    RMSNormalization, which has `scale`.
    """
    layers = keras.layers
    for layer, names in [
        (layers.BatchNormalization(), ["gamma", "beta"]),
        (layers.LayerNormalization(), ["gamma", "beta"]),
        (layers.GroupNormalization(2), ["gamma", "beta"]),
        (layers.RMSNormalization(), ["scale"]),
        (layers.UnitNormalization(), []),
        (layers.Normalization(), []),
        (layers.SpectralNormalization(layers.Dense(1)), ["kernel", "bias"]),
    ]:
        layer.build((None, 4))
        assert [weight.name for weight in layer.trainable_weights] == names


def test_weight_decay_shrinks_the_scale_of_rms_normalization(keras):
    """With `var_names=["bias", "gamma", "beta"]`, RMSNormalization's
    `scale` still decays.
    """
    usual = ["bias", "gamma", "beta"]
    for names, factor in [(usual, 0.95), ([*usual, "scale"], 1.0)]:
        norm = keras.layers.RMSNormalization()
        norm.build((None, 3))
        batch = keras.layers.BatchNormalization()
        batch.build((None, 3))
        other = keras.Variable(1.0, name="other")
        sgd = keras.optimizers.SGD(0.1, weight_decay=0.5)
        sgd.exclude_from_weight_decay(var_names=names)
        after = apply(keras, sgd, norm.scale, batch.gamma, other, gradient=2.0)
        assert after == pytest.approx([factor - 0.2, 1 - 0.2, 0.95 - 0.2], rel=ROUNDING)


def kernels_after_fits(keras, optimizer, change):
    """The kernel after each of four fits without data, changed before the third."""
    model = linear(keras)
    model.compile(optimizer=optimizer, loss="mse")
    kernels = []
    for epoch in range(4):
        if epoch == 2:
            change(model)
        model.fit(0 * X, 0 * Y, batch_size=8, verbose=0)
        kernels.append(model.get_weights()[0][0, 0])
    return kernels


def set_decay(decay, compiles=False):
    """A change of a model's weight decay to this number."""

    def change(model):
        model.optimizer.weight_decay = decay
        if compiles:
            model.compile(optimizer=model.optimizer, loss="mse")

    return change


CONSTANT = 2 * 0.9 ** np.arange(1, 5)
HALVED = 2 * np.array([0.9, 0.9**2, 0.9**2 * 0.95, 0.9**2 * 0.95**2])


@pytest.mark.backend("tensorflow", "jax")
def test_weight_decay_as_a_number_changes_at_compile(keras):
    """With TensorFlow and JAX, a new number for `weight_decay` takes effect when you
    compile again.
    """
    sgd = keras.optimizers.SGD
    kernels = kernels_after_fits(keras, sgd(0.1, weight_decay=1.0), set_decay(0.5))
    assert kernels == pytest.approx(CONSTANT, rel=ROUNDING)
    kernels = kernels_after_fits(
        keras, sgd(0.1, weight_decay=1.0), set_decay(0.5, compiles=True)
    )
    assert kernels == pytest.approx(HALVED, rel=ROUNDING)


@pytest.mark.backend("torch")
def test_weight_decay_as_a_number_changes_at_once_with_torch(keras):
    """With PyTorch, a new number for `weight_decay` takes effect at once."""
    sgd = keras.optimizers.SGD(0.1, weight_decay=1.0)
    assert kernels_after_fits(keras, sgd, set_decay(0.5)) == pytest.approx(
        HALVED, rel=ROUNDING
    )


def test_weight_decay_as_a_variable_changes_at_once(keras):
    """If `optimizer.weight_decay` is a `keras.Variable`, a new value
    takes effect at once.
    """
    for optimizer in keras.optimizers.SGD, keras.optimizers.AdamW:
        instance = optimizer(0.1)
        instance.weight_decay = keras.Variable(1.0, trainable=False)
        kernels = kernels_after_fits(
            keras, instance, lambda model: model.optimizer.weight_decay.assign(0.5)
        )
        assert kernels == pytest.approx(HALVED, rel=ROUNDING)


@pytest.mark.backend("jax")
def test_weight_decay_variable_of_the_constructor_is_fixed_with_jax(keras):
    """With JAX, later changes to a Variable that you passed to the constructor have no
    effect.
    """
    sgd = keras.optimizers.SGD(0.1, weight_decay=keras.Variable(1.0, trainable=False))
    kernels = kernels_after_fits(keras, sgd, lambda model: sgd.weight_decay.assign(0.5))
    assert kernels == pytest.approx(CONSTANT, rel=ROUNDING)


def test_weight_decay_takes_no_schedule(keras):
    """A `LearningRateSchedule` as `weight_decay` raises an error in the first step."""
    schedule = keras.optimizers.schedules.CosineDecay(1.0, 10)
    model = linear(keras)
    sgd = keras.optimizers.SGD(0.1, weight_decay=schedule)
    model.compile(optimizer=sgd, loss="mse")
    with pytest.raises((TypeError, ValueError)):
        model.train_on_batch(0 * X, 0 * Y)


def test_weight_decay_follows_a_new_learning_rate(keras):
    """A learning rate set by a callback also scales the decay."""

    def slower(model):
        model.optimizer.learning_rate = 0.05

    kernels = kernels_after_fits(
        keras, keras.optimizers.SGD(0.1, weight_decay=1.0), slower
    )
    assert kernels == pytest.approx(HALVED, rel=ROUNDING)


def test_weight_decay_variable_has_to_be_a_number_to_be_saved(keras, tmp_path):
    """If `weight_decay` is a Variable, a saved model can't go on training; with a
    number, it can.
    """
    path = tmp_path / "model.keras"
    model = linear(keras)
    sgd = keras.optimizers.SGD(0.1)
    sgd.weight_decay = keras.Variable(0.5, trainable=False)
    model.compile(optimizer=sgd, loss="mse")
    model.train_on_batch(0 * X, 0 * Y)

    def train_copy():
        model.save(path)
        loaded = keras.saving.load_model(path)
        loaded.train_on_batch(0 * X, 0 * Y)
        return loaded.get_weights()[0]

    with pytest.raises(TypeError):
        train_copy()
    sgd.weight_decay = float(sgd.weight_decay)
    with pytest.warns(UserWarning, match="Skipping variable loading for optimizer"):
        assert train_copy() == pytest.approx(2 * 0.95**2, rel=ROUNDING)
