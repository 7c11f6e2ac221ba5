"""What docs/practice/backends.md says about Keras, asserted against Keras."""

import os
import subprocess
import sys

import numpy as np
import pytest

from tests.checks.penalized_models import (
    ONE,
    ROUNDING,
    TARGETS,
    ZEROS,
    compile_model,
    dense,
    first_weights,
    stack,
)


def fit(model, **arguments):
    """The losses of an epoch without data: zeros, for targets of zero."""
    return model.fit(ZEROS, TARGETS, verbose=0, **arguments).history["loss"]


def half_frozen_model(keras):
    """A model whose first layer was frozen when it trained; now it is not."""
    model = stack(keras, dense(keras, 3), dense(keras))
    model.layers[0].trainable = False
    fit(compile_model(keras, model))
    model.layers[0].trainable = True
    return model


def training_outputs(keras, layer):
    """What a layer makes of a thousand ones in training."""
    y = layer(keras.ops.ones((1, 1000)), training=True)
    return keras.ops.convert_to_numpy(y)


def adjustable(keras):
    """A regularizer whose strength, a variable, is 0 at first."""

    class Adjustable(keras.regularizers.Regularizer):
        def __init__(self):
            self.strength = keras.Variable(0.0, trainable=False)

        def __call__(self, w):
            return self.strength * keras.ops.sum(w**2)

    return Adjustable()


def losses_of_rising_strength(keras, own, layer):
    """The losses of three epochs, before which the strength is 0, 0.5 and 1."""
    model = compile_model(keras, stack(keras, layer), rate=0.0)
    callback = keras.callbacks.LambdaCallback(
        on_epoch_begin=lambda epoch, logs: own.strength.assign(0.5 * epoch)
    )
    return model, fit(model, epochs=3, callbacks=[callback])


NUMPY_BACKEND = """
import keras
import numpy as np
layer = keras.layers.Dense(1, kernel_initializer="ones")
model = keras.Sequential([keras.Input((3,)), layer])
print(keras.backend.backend(), model.predict(np.ones((2, 3)), verbose=0).tolist())
model.compile("sgd", "mse")
try:
    model.fit(np.ones((2, 3)), np.ones((2, 1)), verbose=0)
except NotImplementedError:
    print("no fit")
"""


@pytest.mark.backend("jax")
def test_backend_numpy_predicts_and_does_not_fit():
    """With the `numpy` backend, which imports JAX, `predict` works but `fit` raises
    `NotImplementedError`.
    """
    environment = os.environ | {"KERAS_BACKEND": "numpy"}
    result = subprocess.run(
        [sys.executable, "-c", NUMPY_BACKEND],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
    )
    assert result.stdout.splitlines() == ["numpy [[3.0], [3.0]]", "no fit"]


# Random draws


def test_backend_same_seed_draws_other_masks(keras):
    """With the same seed, each backend drops different units."""
    masks = {
        "tensorflow": [0, 1, 1, 1, 0, 1, 1, 0, 1, 1, 0, 0],
        "jax": [0, 0, 1, 1, 0, 1, 1, 0, 0, 1, 0, 1],
        "torch": [1, 0, 1, 1, 1, 0, 1, 0, 1, 0, 1, 1],
    }
    y = keras.layers.Dropout(0.5, seed=0)(keras.ops.ones((1, 12)), training=True)
    y = keras.ops.convert_to_numpy(y)[0]
    assert (y / 2).tolist() == masks[keras.backend.backend()]
    assert len({tuple(each) for each in masks.values()}) == 3


@pytest.mark.backend("torch")
def test_backend_torch_global_seed_reaches_older_dropout(keras):
    """With PyTorch, `set_random_seed` also restarts `Dropout` layers that already
    exist, unless they have a `seed`.
    """

    def repeats(layer):
        masks = []
        for _ in range(2):
            keras.utils.set_random_seed(3)
            masks.append(training_outputs(keras, layer))
        return (masks[0] == masks[1]).all()

    # A seed of its own, and the relatives of Dropout, are as with other backends.
    assert not repeats(keras.layers.Dropout(0.5, seed=0))
    assert not repeats(keras.layers.GaussianDropout(0.5))
    assert repeats(keras.layers.Dropout(0.5))


@pytest.mark.backend("jax", "torch")
def test_backend_jit_compile_keeps_the_masks(keras):
    """With JAX and PyTorch, a seed gives the same masks with and
    without `jit_compile`.
    """
    losses = []
    for compile_it in [False, True]:
        drop = keras.layers.Dropout(0.5, seed=0)
        wide = dense(keras, 100, strength=None)
        model = stack(keras, wide, drop, dense(keras, strength=None))
        compile_model(keras, model, jit_compile=compile_it)
        losses.append(float(model.train_on_batch(ONE, TARGETS[:1])))
    # A unit that is kept adds 6 to the output.
    counts = np.sqrt(losses) / 6
    assert 0 < counts[0] < 100
    assert counts[0] == counts[1] == counts[0].round()


@pytest.mark.backend("tensorflow", "jax")
def test_backend_random_dropout_takes_arrays(keras):
    """With TensorFlow and JAX, `keras.random.dropout` accepts a NumPy array."""
    y = keras.random.dropout(ONE, 0.5, seed=0)
    assert set(np.unique(keras.ops.convert_to_numpy(y))) <= {0, 2}


@pytest.mark.backend("torch")
def test_backend_torch_random_dropout_refuses_arrays(keras):
    """With PyTorch, `keras.random.dropout` accepts tensors but not NumPy arrays."""
    with pytest.raises(TypeError, match="must be Tensor"):
        keras.random.dropout(ONE, 0.5, seed=0)
    y = keras.random.dropout(keras.ops.convert_to_tensor(ONE), 0.5, seed=0)
    assert set(np.unique(keras.ops.convert_to_numpy(y))) <= {0, 2}


# Dropout


@pytest.mark.backend("tensorflow", "torch")
def test_backend_training_passes_itself_on(keras):
    """With TensorFlow and PyTorch, `fit` turns dropout on even if the model's `call`
    takes `training` without passing it on.

    With JAX, the model's `call` has to pass it on.
    """
    assert losses_with_dropout(keras) == [1, 1]


@pytest.mark.backend("jax")
def test_backend_jax_training_must_be_passed_on(keras):
    """With JAX, a model trains without dropout if its `call` takes `training` but
    doesn't pass it on.
    """
    assert losses_with_dropout(keras) == [1, 0]


def losses_with_dropout(keras):
    """The losses of `fit` for a model that passes `training` on, and one that doesn't.

    Outputs are 0 or 2 where dropout drops: 1 away from their target. Else they are 1.
    """

    class Passed(keras.Model):
        def __init__(self):
            super().__init__()
            self.drop = keras.layers.Dropout(0.5)
            self.out = dense(keras, strength=None)

        def call(self, x, training=None):
            return self.out(self.drop(x, training=training))

    class Kept(Passed):
        def call(self, x, training=None):
            return self.out(self.drop(x))

    x, losses = np.ones((64, 1), "float32"), []
    for model in Passed(), Kept():
        history = compile_model(keras, model, rate=0.0).fit(x, x, verbose=0)
        losses += history.history["loss"]
    return losses


@pytest.mark.backend("torch")
def test_backend_torch_train_and_eval_do_not_switch_dropout(keras):
    """With PyTorch, `model.train()` and `model.eval()` don't turn dropout on or off."""
    model = stack(keras, keras.layers.Dropout(0.5))
    x = keras.ops.ones((100, 3))
    for switch in model.train, model.eval:
        switch()
        for training, values in [(True, {0, 2}), (False, {1}), (None, {1})]:
            y = keras.ops.convert_to_numpy(model(x, training=training))
            assert set(np.unique(y)) == values


@pytest.mark.backend("jax")
def test_backend_jax_integers_in_dropout_raise_type_error(keras):
    """With JAX, a `Dropout` layer raises `TypeError` for integers in training."""
    x = np.array([[1, 2, 3]])
    for seed in None, 0:
        layer = keras.layers.Dropout(0.5, seed=seed)
        assert keras.ops.convert_to_numpy(layer(x)).tolist() == x.tolist()
        with pytest.raises(TypeError, match="same dtypes"):
            layer(x, training=True)


@pytest.mark.backend("torch")
def test_backend_torch_integers_in_dropout_need_a_seed(keras):
    """With PyTorch, `Dropout` accepts integers in training if it has a `seed`, and
    raises `RuntimeError` otherwise.
    """
    x = np.array([[1, 2, 3] * 30])
    with pytest.raises(RuntimeError, match="can't be cast"):
        keras.layers.Dropout(0.5)(x, training=True)
    y = keras.layers.Dropout(0.5, seed=0)(x, training=True)
    assert set(np.unique(keras.ops.convert_to_numpy(y))) == {0, 2, 4, 6}


@pytest.mark.backend("torch")
def test_backend_torch_dropout_without_a_seed_keeps_no_count(keras):
    """With PyTorch, a `Dropout` layer without a `seed` uses PyTorch's own random
    generator.

    The count in its state stays 0, and resetting the state repeats nothing.
    """
    for rate in 0.2, 0.5:
        for seed in None, 7:
            layer = keras.layers.Dropout(rate, seed=seed)
            start = layer.seed_generator.state.numpy()
            first = training_outputs(keras, layer)
            assert layer.seed_generator.state.numpy()[1] == (seed is not None)
            layer.seed_generator.state.assign(start)
            repeats = (training_outputs(keras, layer) == first).all()
            assert repeats == (seed is not None)


@pytest.mark.backend("torch")
def test_backend_torch_dropout_without_a_seed_makes_nan_of_infinities(keras):
    """With PyTorch, a `Dropout` layer without a `seed` turns an infinite value that it
    drops into NaN.
    """
    x = keras.ops.convert_to_tensor(np.array([[np.inf, -np.inf, 1.0]] * 100, "float32"))
    for rate in 0.2, 0.5:
        for seed in None, 7:
            layer = keras.layers.Dropout(rate, seed=seed)
            y = keras.ops.convert_to_numpy(layer(x, training=True))
            # 5 standard errors of a share.
            error = 5 * (rate * (1 - rate) / 200) ** 0.5
            share = (np.isnan(y) if seed is None else y == 0)[:, :2].mean()
            assert abs(share - rate) < error
            assert not np.isnan(y[:, 2]).any()


@pytest.mark.backend("jax")
def test_backend_jax_dropout_after_softmax_makes_weights_nan(keras):
    """With JAX, the weights become NaN if dropout removes all
    probabilities of an example.
    """
    assert np.isnan(kernel_after_empty_rows(keras)).any()


@pytest.mark.backend("tensorflow", "torch")
def test_backend_dropout_after_softmax_keeps_the_weights(keras):
    """If dropout removes all probabilities of an example, the loss is NaN, but with
    TensorFlow and PyTorch the weights are not.

    With JAX, the weights become NaN, too.
    """
    kernel = kernel_after_empty_rows(keras)
    assert (kernel == 50 * np.eye(3)).all()


def kernel_after_empty_rows(keras):
    """The kernel of a softmax with dropout after it, when `fit` has a NaN loss."""
    x = np.tile(np.eye(3, dtype="float32"), (100, 1))
    large = keras.initializers.Identity(50)
    softmax = keras.layers.Dense(3, activation="softmax", kernel_initializer=large)
    model = stack(keras, softmax, keras.layers.Dropout(0.5, seed=0))
    model.compile(keras.optimizers.SGD(0.0), "categorical_crossentropy")
    assert np.isfinite(model.get_weights()[0]).all()
    assert np.isnan(model.fit(x, x, verbose=0).history["loss"]).all()
    return model.get_weights()[0]


# L1 at zero


@pytest.mark.backend("jax")
def test_backend_jax_pulls_l1_weights_at_zero(keras):
    """With JAX, L1 pulls a weight at exactly 0 as if it were positive."""
    l1 = keras.regularizers.L1(1.0)
    layer = dense(keras, kernel_initializer="zeros", kernel_regularizer=l1)
    model, after = compile_model(keras, stack(keras, layer), rate=0.25), []
    for _ in range(4):
        fit(model)
        after += first_weights(model)
    # Steps of 0.25: all numbers are exact in binary.
    assert after == [-0.25, 0, -0.25, 0]


@pytest.mark.backend("jax")
def test_backend_jax_pulls_l1_outputs_at_zero(keras):
    """With JAX, an L1 activity penalty also pulls an output at exactly 0."""
    l1 = keras.regularizers.L1(1.0)
    after = []
    for activation in None, "relu":
        layer = dense(
            keras,
            strength=None,
            kernel_initializer="zeros",
            activation=activation,
            activity_regularizer=l1,
        )
        model = compile_model(keras, stack(keras, layer), rate=0.25)
        model.train_on_batch(ONE, TARGETS[:1])
        after += first_weights(model)
    # The slope of ReLU at 0 is 0.
    assert after == [-0.25, 0]


# Changes to a model that has trained


@pytest.mark.backend("torch")
def test_backend_torch_new_rate_acts_at_once(keras):
    """With PyTorch, a new `layer.rate` takes effect without `compile`."""
    drop = keras.layers.Dropout(0.5)
    model = compile_model(
        keras, stack(keras, drop, dense(keras, strength=None)), rate=0.0
    )
    x, losses = np.ones((100, 3), "float32"), []
    for rate in 0.5, 0.0:
        drop.rate = rate
        losses += model.fit(x, 0 * x[:, :1] + 3, verbose=0).history["loss"]
    # The variance of three inputs which are 0 or 2, and then nothing drops.
    assert losses[0] > 1
    assert losses[1] == 0


@pytest.mark.backend("torch")
def test_backend_torch_new_penalty_acts_at_once(keras):
    """With PyTorch, a penalty or strength that you set on a trained model takes effect
    without `compile`.
    """
    l2 = keras.regularizers.L2(0.5)
    model = compile_model(keras, stack(keras, dense(keras, strength=None)), rate=0.0)
    losses = fit(model)
    model.layers[0].kernel.regularizer = l2
    losses += fit(model)
    l2.l2 = 1.0
    losses += [*fit(model), model.evaluate(ZEROS, TARGETS, verbose=0)]
    assert losses == [0, 1.5, 3, 3]


@pytest.mark.backend("torch")
def test_backend_torch_new_constraint_acts_at_once(keras):
    """With PyTorch, a constraint that you set on a trained model takes effect without
    `compile`.
    """
    model = compile_model(keras, stack(keras, dense(keras)))
    fit(model)
    after = first_weights(model)
    model.layers[0].kernel.constraint = keras.constraints.MaxNorm(0.0)
    fit(model)
    assert [*after, *first_weights(model)] == pytest.approx([0.9, 0], rel=ROUNDING)


@pytest.mark.backend("torch")
def test_backend_torch_exclusion_from_decay_acts_at_once(keras):
    """With PyTorch, a weight that you exclude after a step stops decaying at once."""
    layer = keras.layers.Dense(1, kernel_initializer="ones")
    model = stack(keras, layer)
    sgd = keras.optimizers.SGD(0.1, weight_decay=0.5)
    model.compile(sgd, "mse")
    kernels = []
    for _ in range(3):
        model.train_on_batch(ZEROS, TARGETS)
        kernels.append(first_weights(model)[0])
        sgd.exclude_from_weight_decay(var_names=["kernel"])
    assert kernels == pytest.approx([0.95, 0.95, 0.95], rel=ROUNDING)


@pytest.mark.backend("torch")
def test_backend_torch_freezing_acts_at_once(keras):
    """With PyTorch, `trainable = False` freezes a layer, and removes
    its penalty, at once.
    """
    model = compile_model(keras, stack(keras, dense(keras, 3), dense(keras)))
    losses, after = [], []
    for _ in range(2):
        losses += fit(model)
        after.append(first_weights(model))
        model.layers[0].trainable = False
    # 9 and 3 weights of 1; then 3 of 0.9, and none of them moves but the last layer's.
    assert losses == pytest.approx([6, 0.5 * 3 * 0.81], rel=ROUNDING)
    expected = np.array([[0.9, 0.9], [0.9, 0.81]])
    assert np.array(after) == pytest.approx(expected, rel=ROUNDING)


@pytest.mark.backend("torch")
def test_backend_torch_unfreezing_raises_in_fit(keras):
    """With PyTorch, `fit` raises `ValueError` for weights that you
    unfroze after training.

    The weights are still there, and `fit` works after `compile`.
    """
    model = half_frozen_model(keras)
    with pytest.raises(ValueError, match="Unknown variable"):
        fit(model)
    assert first_weights(model) == pytest.approx([1, 0.9], rel=ROUNDING)
    fit(compile_model(keras, model))
    assert first_weights(model) == pytest.approx([0.9, 0.81], rel=ROUNDING)


@pytest.mark.backend("jax")
def test_backend_jax_new_trainable_raises_in_fit(keras):
    """With JAX, `fit` raises `ValueError` if you froze or unfroze a
    layer after training.
    """
    for trainable in False, True:
        model = stack(keras, dense(keras, 3), dense(keras))
        model.layers[0].trainable = not trainable
        fit(compile_model(keras, model))
        before = first_weights(model)
        model.layers[0].trainable = trainable
        with pytest.raises(ValueError, match="1:1"):
            model.train_on_batch(ZEROS, TARGETS)
        assert first_weights(model) == before
        fit(compile_model(keras, model))
        expected = [0.9 * before[0] if trainable else before[0], 0.9 * before[1]]
        assert first_weights(model) == pytest.approx(expected, rel=ROUNDING)
        model.layers[0].trainable = not trainable
        with pytest.raises(ValueError, match="1:1"):
            fit(model)


@pytest.mark.backend("jax")
def test_backend_jax_first_step_that_raises_takes_the_weights(keras):
    """With JAX, a model loses its weights if the first step of `fit`
    raises an error.
    """
    model = half_frozen_model(keras)
    with pytest.raises(ValueError, match="1:1"):
        fit(model)
    with pytest.raises(TypeError, match="NoneType"):
        model.get_weights()


@pytest.mark.backend("jax", "torch")
def test_backend_evaluate_follows_trainable_at_once(keras):
    """With JAX and PyTorch, `evaluate` follows a change of `trainable`
    without `compile`.
    """
    model = compile_model(keras, stack(keras, dense(keras, 3), dense(keras)))
    losses = []
    for trainable in True, False, True:
        model.layers[0].trainable = trainable
        losses.append(model.evaluate(ZEROS, TARGETS, verbose=0))
    assert losses == [6, 1.5, 6]


@pytest.mark.backend("jax")
def test_backend_jax_ignores_a_strength_outside_the_model(keras):
    """With JAX, a strength in a `keras.Variable` that no layer tracks is a constant in
    the compiled step.
    """
    own = adjustable(keras)
    layer = dense(keras, kernel_regularizer=own)
    model, losses = losses_of_rising_strength(keras, own, layer)
    assert losses == [0, 0, 0]
    assert fit(compile_model(keras, model, rate=0.0)) == [3]


def test_backend_strength_tracked_by_a_layer_acts_at_once(keras):
    """A strength in a variable that is an attribute of the layer can change between
    epochs.

    The variable is then one of the model's variables.
    """
    own = adjustable(keras)
    layer = dense(keras, kernel_regularizer=own)
    layer.strength = own.strength
    model, losses = losses_of_rising_strength(keras, own, layer)
    assert losses == [0, 1.5, 3]
    assert len(model.variables) == 2
    assert len(model.trainable_variables) == 1


@pytest.mark.backend("tensorflow", "jax")
def test_backend_all_weights_can_be_excluded_from_decay(keras):
    """With TensorFlow and JAX, an optimizer that excludes every weight from weight
    decay decays none.

    With PyTorch, it raises an error.
    """
    weights = [keras.Variable(1.0, name=name) for name in ["kernel", "bias"]]
    sgd = keras.optimizers.SGD(0.1, weight_decay=0.5)
    sgd.exclude_from_weight_decay(var_names=["kernel", "bias"])
    sgd.apply([keras.ops.ones(()) for _ in weights], weights)
    after = [float(keras.ops.convert_to_numpy(each)) for each in weights]
    assert after == pytest.approx([0.9, 0.9], rel=ROUNDING)


@pytest.mark.backend("torch")
def test_backend_torch_refuses_to_exclude_all_weights_from_decay(keras):
    """With PyTorch, a step raises `RuntimeError` if every weight is excluded from
    weight decay.
    """
    for names, raises in [(["kernel"], False), (["kernel", "bias"], True)]:
        weights = [keras.Variable(1.0, name=name) for name in ["kernel", "bias"]]
        sgd = keras.optimizers.SGD(0.1, weight_decay=0.5)
        sgd.exclude_from_weight_decay(var_names=names)
        gradients = [keras.ops.ones(()) for _ in weights]
        if raises:
            with pytest.raises(RuntimeError, match="at least one tensor"):
                sgd.apply(gradients, weights)
        else:
            sgd.apply(gradients, weights)
            after = [float(keras.ops.convert_to_numpy(each)) for each in weights]
            assert after == pytest.approx([0.9, 0.85], rel=ROUNDING)


# Penalties on activations, and types


@pytest.mark.backend("jax")
def test_backend_jax_activity_penalty_is_gone_after_fit(keras):
    """With JAX, `model.losses` has no activity penalty after `fit` until you call the
    model.
    """
    l2 = keras.regularizers.L2(1.0)
    layer = dense(keras, strength=None, activity_regularizer=l2)
    model = compile_model(keras, stack(keras, layer), rate=0.0)
    model.fit(ONE, TARGETS[:1], verbose=0)
    assert model.losses == []
    model(2 * ONE)
    assert [float(each) for each in model.losses] == [36]


@pytest.mark.backend("torch")
def test_backend_torch_activity_penalty_after_fit_is_the_last_batch(keras):
    """With PyTorch, the activity penalty in `model.losses` after `fit` is the one of
    the last batch.
    """
    l2 = keras.regularizers.L2(1.0)
    layer = dense(keras, strength=None, activity_regularizer=l2)
    model = compile_model(keras, stack(keras, layer), rate=0.0)
    x = np.concatenate([ONE, 2 * ONE])
    model.fit(x, TARGETS[:2], batch_size=1, shuffle=False, verbose=0)
    assert [float(each) for each in model.losses] == [36]


@pytest.mark.backend("jax", "torch")
def test_backend_activity_penalty_trains_in_16_bit(keras):
    """With JAX and PyTorch, a model with an activity penalty trains in
    mixed precision.
    """
    l2 = keras.regularizers.L2(0.5)
    for name in ["mixed_float16", "mixed_bfloat16"]:
        layer = dense(keras, strength=None, activity_regularizer=l2, dtype=name)
        model = compile_model(keras, stack(keras, layer))
        # The output is 3: 9 of data loss and 0.5 * 9 of penalty.
        assert model.evaluate(ONE, TARGETS[:1], verbose=0) == 9 + 4.5
        assert float(model.train_on_batch(ONE, TARGETS[:1])) == 9 + 4.5
        # Gradients of 6 and 3, in eight bits, or eleven.
        assert first_weights(model) == pytest.approx([0.1], rel=0.01)


@pytest.mark.backend("jax")
def test_backend_jax_float64_is_float32(keras):
    """With JAX, a float64 layer computes in float32 unless JAX itself
    allows float64.
    """
    layer = dense(keras, dtype="float64")
    assert keras.backend.standardize_dtype(layer(ONE).dtype) == "float32"
    assert keras.backend.standardize_dtype(layer.losses[0].dtype) == "float32"
    y = keras.layers.Dropout(0.5, dtype="float64")(ONE, training=True)
    assert keras.backend.standardize_dtype(y.dtype) == "float32"


@pytest.mark.backend("torch")
def test_backend_torch_float64_keeps_the_strength(keras):
    """With PyTorch, a float64 layer trains with the strength in full precision."""
    layer = dense(keras, strength=0.1, dtype="float64")
    model = compile_model(keras, stack(keras, layer))
    # Three weights of 1; 0.1 rounded to float32 is off by 1.5e-9.
    penalty = keras.ops.convert_to_numpy(layer.losses[0])
    assert float(penalty) == pytest.approx(0.3, rel=1e-15)
    assert float(model.train_on_batch(ZEROS, TARGETS)) == pytest.approx(0.3)
    # A gradient of 2 * 0.1.
    assert first_weights(model) == pytest.approx([0.98], rel=ROUNDING)


@pytest.mark.backend("tensorflow", "jax")
def test_backend_array_equal_compares_outputs(keras):
    """With TensorFlow and JAX, `np.array_equal` compares two outputs of a model."""
    model = stack(keras, dense(keras))
    assert np.array_equal(model(ONE), model(ONE))
    assert not np.array_equal(model(ONE), model(2 * ONE))


@pytest.mark.backend("torch")
def test_backend_torch_array_equal_of_outputs_is_false(keras):
    """With PyTorch, `np.array_equal` returns `False` for two equal outputs of a model.

    An output with a gradient cannot become an array, and `array_equal` catches that
    error.
    """
    model = stack(keras, dense(keras))
    first, second = model(ONE), model(ONE)
    assert not np.array_equal(first, second)
    for function in np.asarray, np.abs, np.mean:
        with pytest.raises((RuntimeError, TypeError)):
            function(first)
    assert keras.ops.all(first == second)
    arrays = [keras.ops.convert_to_numpy(each) for each in (first, second)]
    assert np.array_equal(*arrays)
    assert isinstance(model.predict(ONE, verbose=0), np.ndarray)


@pytest.mark.backend("torch")
def test_backend_torch_refuses_steps_per_execution(keras):
    """With PyTorch, `steps_per_execution` has to be 1."""
    model = compile_model(keras, stack(keras, dense(keras)), steps_per_execution=1)
    assert fit(model) == [1.5]
    with pytest.raises(ValueError, match="must be 1"):
        fit(compile_model(keras, stack(keras, dense(keras)), steps_per_execution=2))


# Loops of your own


def data():
    """Some inputs, and targets for them."""
    r = np.random.default_rng(0)
    return [r.normal(size=(4, columns)).astype("float32") for columns in [3, 1]]


def kernel_after_fit(keras):
    """The kernel after three steps of `fit` with dropout and a penalty."""
    model = dropout_model(keras)
    model.fit(*data(), epochs=3, shuffle=False, verbose=0)
    return model.get_weights()[0]


def dropout_model(keras):
    """A model with dropout and a penalty, compiled."""
    return compile_model(
        keras, stack(keras, keras.layers.Dropout(0.5, seed=0), dense(keras))
    )


@pytest.mark.backend("torch")
def test_backend_torch_loop_with_sum_of_losses_trains_like_fit(keras):
    """With PyTorch, a loop that adds `sum(model.losses)` before `backward` trains like
    `fit`.
    """
    x, y = (keras.ops.convert_to_tensor(each) for each in data())

    def own(penalty=True, training=True):
        model = dropout_model(keras)
        for _ in range(3):
            model.zero_grad()
            loss = keras.ops.mean((model(x, training=training) - y) ** 2)
            if penalty:
                loss = loss + sum(model.losses)
            loss.backward()
            weights = model.trainable_weights
            gradients = [weight.value.grad for weight in weights]
            model.optimizer.apply(gradients, weights)
        return model.get_weights()[0]

    expected = kernel_after_fit(keras)
    assert own() == pytest.approx(expected, rel=ROUNDING)
    assert own(penalty=False) != pytest.approx(expected, rel=0.01)
    assert own(training=False) != pytest.approx(expected, rel=0.01)


@pytest.mark.backend("torch")
def test_backend_torch_penalty_kept_from_before_raises(keras):
    """With PyTorch, a penalty computed before the loop raises `RuntimeError` at the
    second `backward`.
    """
    model = stack(keras, dense(keras))
    kernel, penalty = model.trainable_weights[0], sum(model.losses)
    x = keras.ops.convert_to_tensor(ZEROS)
    (keras.ops.mean(model(x) ** 2) + penalty).backward()
    assert kernel.value.grad.ravel().tolist() == [1, 1, 1]
    with pytest.raises(RuntimeError, match="second time"):
        (keras.ops.mean(model(x) ** 2) + penalty).backward()


@pytest.mark.backend("jax")
def test_backend_jax_loop_with_stateless_losses_trains_like_fit(keras):
    """With JAX, a loop that adds the losses returned by `stateless_call` trains like
    `fit`.
    """
    import jax

    x, y = data()

    def loss_of(trainable, state, model, penalty, training):
        y_pred, state, losses = model.stateless_call(
            trainable, state, x, training=training, return_losses=True
        )
        loss = keras.ops.mean((y_pred - y) ** 2)
        return loss + sum(losses) if penalty else loss, state

    def own(penalty=True, training=True):
        model = dropout_model(keras)
        trainable = [each.value for each in model.trainable_variables]
        state = [each.value for each in model.non_trainable_variables]
        model.optimizer.build(model.trainable_variables)
        optimizer = [each.value for each in model.optimizer.variables]
        for _ in range(3):
            gradients, state = jax.grad(loss_of, has_aux=True)(
                trainable, state, model, penalty, training
            )
            trainable, optimizer = model.optimizer.stateless_apply(
                optimizer, gradients, trainable
            )
        return np.asarray(trainable[0])

    expected = kernel_after_fit(keras)
    assert own() == pytest.approx(expected, rel=ROUNDING)
    assert own(penalty=False) != pytest.approx(expected, rel=0.01)
    assert own(training=False) != pytest.approx(expected, rel=0.01)


@pytest.mark.backend("jax")
def test_backend_jax_model_losses_have_no_gradient(keras):
    """With JAX, `sum(model.losses)` in a loss function adds its value
    but no gradient.
    """
    import jax

    model = stack(keras, dense(keras))

    def loss_of(trainable, stateless):
        y, _, losses = model.stateless_call(trainable, [], ZEROS, return_losses=True)
        penalty = sum(losses if stateless else model.losses)
        return keras.ops.mean(y**2) + penalty

    trainable = [each.value for each in model.trainable_variables]
    for stateless, gradient in [(True, 1), (False, 0)]:
        loss, gradients = jax.value_and_grad(loss_of)(trainable, stateless)
        assert float(loss) == 1.5
        assert gradients[0].ravel().tolist() == [gradient] * 3


def test_backend_stateless_call_returns_the_next_seed(keras):
    """`stateless_call` repeats its masks unless you pass it the state
    that it returned.
    """
    model = stack(keras, keras.layers.Dropout(0.5, seed=0))
    x = keras.ops.ones((100, 3))
    state = [each.value for each in model.non_trainable_variables]

    def draw(state):
        y, state = model.stateless_call([], state, x, training=True)
        return keras.ops.convert_to_numpy(y), state

    first, after = draw(state)
    repeat, _ = draw(state)
    second, _ = draw(after)
    assert set(np.unique(first)) == {0, 2}
    assert (first == repeat).all()
    assert (first != second).any()


@pytest.mark.backend("jax")
def test_backend_jax_own_train_step_gets_a_state(keras):
    """With JAX, a custom `train_step` also takes a state, and returns
    it with the logs.
    """
    import jax

    class OfTensorFlow(keras.Model):
        def train_step(self, data):
            return {}

    class OfJax(keras.Model):
        def train_step(self, state, data):
            trainable, non_trainable, optimizer, metrics = state
            x, y = data
            step = jax.value_and_grad(self.compute_loss_and_updates, has_aux=True)
            (loss, (_, _, non_trainable, metrics)), gradients = step(
                trainable,
                non_trainable,
                metrics,
                x,
                y,
                None,
                training=True,
                optimizer_variables=optimizer,
            )
            trainable, optimizer = self.optimizer.stateless_apply(
                optimizer, gradients, trainable
            )
            return {"total": loss}, (trainable, non_trainable, optimizer, metrics)

    for own in OfTensorFlow, OfJax:
        inputs = keras.Input((3,))
        model = compile_model(keras, own(inputs, dense(keras)(inputs)))
        if own is OfTensorFlow:
            with pytest.raises(TypeError, match="positional arguments"):
                fit(model)
        else:
            history = model.fit(ZEROS, TARGETS, epochs=2, verbose=0).history
            expected = [1.5, 1.5 * 0.81]
            assert history["total"] == pytest.approx(expected, rel=ROUNDING)
            assert first_weights(model) == pytest.approx([0.81], rel=ROUNDING)
