"""What docs/practice/ says about Keras, asserted against Keras."""

import contextlib

import numpy as np
import pytest

from tests.checks.penalized_models import (
    ONE,
    ROUNDING,
    TARGETS,
    ZEROS,
    array,
    compile_model,
    dense,
    dtype,
    first_weights,
    numbers,
    pretrained_model,
    stack,
)


@contextlib.contextmanager
def policy(keras, name, floatx="float32"):
    """Keras with another policy and float type, and afterwards as it was."""
    try:
        keras.config.set_floatx(floatx)
        keras.config.set_dtype_policy(name)
        yield
    finally:
        keras.config.set_floatx("float32")
        keras.config.set_dtype_policy("float32")


def tape_loop(
    keras, model, x, y, *, training=True, penalty=True, scale=None, steps=1, kind=None
):
    """Train as a program of one's own does, with SGD of rate 0.1, or another kind."""
    import tensorflow as tf

    optimizer = (kind or keras.optimizers.SGD)(0.1)
    if scale is not None:
        optimizer = keras.optimizers.LossScaleOptimizer(optimizer)
    for _ in range(steps):
        with tf.GradientTape() as tape:
            y_pred = keras.ops.cast(model(x, training=training), "float32")
            loss = keras.ops.mean((y_pred - y) ** 2)
            if penalty:
                loss += sum(model.losses)
            if scale:
                loss = optimizer.scale_loss(loss)
        weights = model.trainable_weights
        optimizer.apply(tape.gradient(loss, weights), weights)


# Your own training loop


@pytest.mark.backend("tensorflow")
def test_loop_with_sum_of_losses_trains_like_fit(keras):
    """A tape loop with `training=True` and `sum(model.losses)` trains like `fit`."""
    r = np.random.default_rng(0)
    x, y = (r.normal(size=(4, columns)).astype("float32") for columns in [3, 1])

    def layers(rich):
        drop = keras.layers.Dropout(0.5, seed=0)
        if not rich:
            return drop, [drop, dense(keras)]
        # Statistics of a batch, and penalties on a bias and on outputs.
        l1 = keras.regularizers.L1(0.1)
        on = {"bias_regularizer": l1, "activity_regularizer": l1}
        inner = dense(keras, 2, use_bias=True, bias_initializer="ones", **on)
        return drop, [keras.layers.BatchNormalization(), inner, drop, dense(keras)]

    def after(train, rich):
        drop, parts = layers(rich)
        model = compile_model(keras, stack(keras, *parts))
        train(model)
        next_mask = array(keras, drop(np.ones((9, 9)), training=True))
        assert set(np.unique(next_mask)) == {0, 2}
        return np.concatenate([each.ravel() for each in model.get_weights()])

    for rich in False, True:

        def own(rich=rich, **arguments):
            return after(
                lambda each: tape_loop(keras, each, x, y, steps=3, **arguments), rich
            )

        fit = {"epochs": 3, "shuffle": False, "verbose": 0}
        expected = after(lambda each: each.fit(x, y, **fit), rich)  # noqa: B023
        assert own() == pytest.approx(expected, rel=10 * ROUNDING)
        assert own(penalty=False) != pytest.approx(expected, rel=0.01)
        assert rich or own(training=False) != pytest.approx(expected, rel=0.01)


@pytest.mark.backend("tensorflow")
def test_loop_penalty_made_outside_the_tape_has_no_gradient(keras):
    """A penalty computed before the tape changes the loss but not the gradient."""
    import tensorflow as tf

    model = stack(keras, dense(keras))
    kernel = model.trainable_weights[0]
    gradients = []
    before = sum(model.losses)
    for inside in [True, False]:
        with tf.GradientTape() as tape:
            data = keras.ops.mean(model(ZEROS) ** 2)
            loss = data + (sum(model.losses) if inside else before)
        assert float(loss) == 1.5
        gradients.append(tape.gradient(loss, kernel).numpy().ravel().tolist())
    assert gradients == [[1, 1, 1], [0, 0, 0]]


@pytest.mark.backend("tensorflow")
def test_loop_sum_made_after_the_tape_has_no_gradient_at_all(keras):
    """If you add the penalty to the loss after the tape, the gradient is `None`."""
    import tensorflow as tf

    model = stack(keras, dense(keras))
    with tf.GradientTape() as tape:
        loss = keras.ops.mean(model(ONE) ** 2)
    total = loss + sum(model.losses)
    weights = model.trainable_weights
    assert float(total) == 9 + 1.5
    gradients = tape.gradient(total, weights)
    assert gradients == [None]
    with pytest.raises(ValueError, match="No gradients"):
        compile_model(keras, model).optimizer.apply(gradients, weights)


@pytest.mark.backend("tensorflow", "jax")
def test_loop_add_n_refuses_a_model_without_penalties(keras):
    """`tf.add_n([])` raises `ValueError`, whereas `sum([])` is 0."""
    import tensorflow as tf

    model = stack(keras, dense(keras, strength=None))
    assert sum(model.losses) == 0
    with pytest.raises(ValueError, match="at least one"):
        tf.add_n(model.losses)
    assert float(tf.add_n(stack(keras, dense(keras)).losses)) == 1.5


def test_loop_compute_loss_includes_penalties(keras):
    """`model.compute_loss` returns the compiled loss plus all penalties."""
    two = keras.initializers.Constant(2)
    l2 = keras.regularizers.L2(0.25)
    for layer, output, penalty in (
        (dense(keras), 3, 1.5),
        (dense(keras, strength=2.0, kernel_initializer=two), 6, 24),
        (
            dense(keras, use_bias=True, bias_initializer=two, bias_regularizer=l2),
            5,
            1.5 + 1,
        ),
        (dense(keras, activity_regularizer=l2), 3, 1.5 + 0.25 * 9),
        (dense(keras, strength=None), 3, 0),
    ):
        model = compile_model(keras, stack(keras, layer))
        loss = model.compute_loss(x=ONE, y=np.ones((1, 1)), y_pred=model(ONE))
        assert float(loss) == (output - 1) ** 2 + penalty


@pytest.mark.backend("tensorflow")
def test_loop_own_train_step_needs_the_penalties(keras):
    """A custom `train_step` includes penalties with `compute_loss`, but not with the
    loss alone.
    """
    import tensorflow as tf

    class Own(keras.Model):
        def train_step(self, data):
            x, y = data
            with tf.GradientTape() as tape:
                y_pred = self(x, training=True)
                if complete:
                    loss = self.compute_loss(x=x, y=y, y_pred=y_pred)
                else:
                    loss = keras.ops.mean((y - y_pred) ** 2)
            weights = self.trainable_weights
            self.optimizer.apply(tape.gradient(loss, weights), weights)
            return {"total": loss}

    after = []
    for complete in [True, False]:
        inputs = keras.Input((3,))
        ones = dense(keras, use_bias=True, bias_initializer="ones")(inputs)
        outputs = keras.layers.Dropout(0.5, seed=0)(ones)
        model = compile_model(keras, Own(inputs, outputs))
        # In training the outputs are 0 or 2: both 1 away from the target.
        history = model.fit(ZEROS, TARGETS + 1, verbose=0).history
        assert history["total"] == [1 + 1.5 if complete else 1]
        kernel, _bias = first_weights(model)
        after.append(kernel)
    assert after == pytest.approx([0.9, 1.0], rel=ROUNDING)


@pytest.mark.backend("tensorflow")
def test_loop_loss_of_own_train_step_comes_from_the_tracker(keras):
    """If `train_step` returns only `"loss"`, `fit` shows the value of its loss tracker
    instead.

    This applies to a model compiled without metrics. With metrics, `fit` raises
    `ValueError` unless the step calls `compute_metrics`; if it does, `fit` shows what
    the step returns.
    """
    import tensorflow as tf

    class Own(keras.Model):
        def train_step(self, data):
            x, y = data
            with tf.GradientTape() as tape:
                y_pred = self(x, training=True)
                loss = self.compute_loss(x=x, y=y, y_pred=y_pred)
            weights = self.trainable_weights
            self.optimizer.apply(tape.gradient(loss, weights), weights)
            if self.updates and self.names:
                self.compute_metrics(x, y, y_pred)
            elif self.updates:
                for metric in self.metrics:
                    metric.update_state(loss)
            return {"loss": loss}

    losses = []
    for updates, names in [(False, None), (True, None), (True, ["mae"])]:
        inputs = keras.Input((3,))
        ones = dense(keras, use_bias=True, bias_initializer="ones")(inputs)
        outputs = keras.layers.Dropout(0.5, seed=0)(ones)
        model = compile_model(keras, Own(inputs, outputs), metrics=names)
        model.updates, model.names = updates, names
        # In training the outputs are 0 or 2: both 1 away from the target.
        losses += model.fit(ZEROS, TARGETS + 1, verbose=0).history["loss"]
        kernel, _bias = first_weights(model)
        assert kernel == pytest.approx(0.9, rel=ROUNDING)
    assert losses == [0, 1 + 1.5, 1 + 1.5]
    model = compile_model(keras, Own(inputs, outputs), metrics=["mae"])
    model.updates, model.names = False, ["mae"]
    with pytest.raises(ValueError, match="has not yet been built"):
        model.fit(ZEROS, TARGETS + 1, verbose=0)


def test_loop_on_batch_losses_include_penalties(keras):
    """The losses that `train_on_batch` and `test_on_batch` return include penalties."""
    losses, after = [], []
    for method in ["train_on_batch", "test_on_batch"]:
        for x in [ZEROS[:1], ONE]:
            model = compile_model(keras, stack(keras, dense(keras)))
            losses.append(getattr(model, method)(x, TARGETS[:1]))
            after += first_weights(model)
    assert numbers(losses) == [1.5, 9 + 1.5] * 2
    # Gradients of 1, and of 6 from the data besides.
    assert after == pytest.approx([0.9, 0.3, 1, 1], rel=ROUNDING)


@pytest.mark.since("3.15")
def test_loop_on_batch_losses_are_those_of_the_batch(keras):
    """`train_on_batch` returns the loss of its batch, not a mean over
    earlier batches.
    """
    model = compile_model(keras, stack(keras, dense(keras)))
    losses = [model.train_on_batch(ZEROS, TARGETS) for _ in range(2)]
    assert numbers(losses) == pytest.approx([1.5, 1.215], rel=ROUNDING)


def test_loop_train_on_batch_drops_and_test_on_batch_does_not(keras):
    """`train_on_batch` applies dropout, but `test_on_batch` doesn't."""
    losses = []
    for method in ["train_on_batch", "test_on_batch"]:
        drop = keras.layers.Dropout(0.5, seed=0)
        model = compile_model(keras, stack(keras, dense(keras, strength=None), drop))
        x, y = np.ones((100, 3)), 3 * np.ones((100, 1))
        losses.append(getattr(model, method)(x, y))
    # Of the output 3 dropout makes 0 or 6, both 3 away from the target.
    assert numbers(losses) == [9, 0]


def test_loop_mode_reaches_layers_of_a_call_without_training(keras):
    """`model(x, training=True)` drops units even if the model's `call` has no
    `training` argument.

    With `stateless_call`, which JAX loops use, `training=True` raises `TypeError` in
    that case.
    """

    class Silent(keras.Model):
        def __init__(self, layer):
            super().__init__()
            self.layer = layer

        def call(self, x):
            return self.layer(x)

    x = np.ones((1, 100))
    for nested in False, True:
        model = Silent(keras.layers.Dropout(0.5, seed=0))
        model = Silent(model) if nested else model
        assert set(np.unique(array(keras, model(x, training=True)))) == {0.0, 2.0}
        assert set(np.unique(array(keras, model(x)))) == {1.0}
        state = [each.value for each in model.non_trainable_variables]
        with pytest.raises(TypeError, match="training"):
            model.stateless_call([], state, x, training=True)


def test_loop_activity_penalties_are_those_of_the_last_call(keras):
    """A new call of the model replaces activity penalties but not weight penalties."""
    layer = dense(keras, activity_regularizer=keras.regularizers.L2(1.0))
    model = stack(keras, layer)
    assert numbers(model.losses) == [1.5]
    for factor in [1, 2]:
        model(factor * ONE)
        assert sorted(numbers(model.losses)) == [1.5, 9 * factor**2]


@pytest.mark.backend("tensorflow")
def test_loop_activity_penalty_is_symbolic_after_fit(keras):
    """After `fit`, an activity penalty in `model.losses` isn't a number until you call
    the model.
    """
    layer = dense(keras, strength=None, activity_regularizer=keras.regularizers.L2(1.0))
    model = compile_model(keras, stack(keras, layer))
    model.fit(ZEROS, TARGETS, verbose=0)
    with pytest.raises(TypeError, match="float"):
        float(model.losses[0])
    model(ONE)
    assert numbers(model.losses) == [9]


def test_loop_accumulated_gradients_count_the_penalty_once(keras):
    """With `gradient_accumulation_steps=2`, two batches shrink a weight only once.

    With 4, four batches do.
    """
    after = []
    for steps, size in [(None, 2), (2, 2), (2, 1), (4, 1)]:
        optimizer = keras.optimizers.SGD(0.1, gradient_accumulation_steps=steps)
        model = stack(keras, dense(keras))
        model.compile(optimizer, "mse")
        model.fit(ZEROS, TARGETS, batch_size=size, verbose=0)
        after += first_weights(model)
    expected = [0.9**2, 0.9, 0.9**2, 0.9]
    assert after == pytest.approx(expected, rel=ROUNDING)


def test_loop_add_loss_works_inside_call(keras):
    """A penalty that a layer's `call` adds with `self.add_loss` is part of the model's
    loss.
    """

    class Penalty(keras.layers.Layer):
        def call(self, x):
            self.add_loss(2 * keras.ops.mean(x**2))
            return x

    model = compile_model(keras, stack(keras, Penalty(), dense(keras, strength=None)))
    model(ONE)
    assert numbers(model.losses) == [2]
    assert model.evaluate(ONE, 3 * np.ones((1, 1)), verbose=0) == 2


def test_loop_add_loss_of_a_function_is_refused(keras):
    """`model.add_loss` raises `ValueError` for a function."""
    model = stack(keras, dense(keras))
    with pytest.raises(ValueError, match="can only be called from inside"):
        model.add_loss(lambda: keras.ops.sum(model.layers[0].kernel))


def test_loop_add_loss_of_a_layer_refuses_a_function(keras):
    """`layer.add_loss` raises `ValueError` for a function, whether the layer is built
    or not.
    """
    for layer in keras.layers.Dense(1), dense(keras), keras.layers.Activation("relu"):
        with pytest.raises(ValueError, match="can only be called from inside"):
            layer.add_loss(lambda layer=layer: keras.ops.sum(layer.kernel))


def test_loop_add_loss_outside_call_lasts_until_the_next_call(keras):
    """A tensor given to `model.add_loss` is gone after the next call of the model."""
    model = stack(keras, dense(keras, strength=None))
    model.add_loss(keras.ops.sum(model.layers[0].kernel))
    assert numbers(model.losses) == [3]
    model(ONE)
    assert model.losses == []


@pytest.mark.since("3.15")
def test_loop_a_function_is_a_regularizer(keras):
    """Any function that turns a weight into a number can be a regularizer."""
    layer = dense(keras, kernel_regularizer=lambda w: keras.ops.sum(w**4))
    model = compile_model(keras, stack(keras, layer))
    layer.kernel.assign([[1.0], [2.0], [3.0]])
    assert model.evaluate(ZEROS, TARGETS, verbose=0) == 1 + 16 + 81
    # The gradient is 4 w**3, and the step 0.1 of it.
    model.train_on_batch(ZEROS, TARGETS)
    expected = [1 - 0.4, 2 - 3.2, 3 - 10.8]
    assert array(keras, layer.kernel).ravel() == pytest.approx(expected, rel=ROUNDING)


def test_loop_stateless_call_returns_penalties_of_given_weights(keras):
    """`stateless_call` with `return_losses=True` returns the penalties of the weights
    that you pass.
    """
    model = stack(keras, dense(keras))
    weights = [np.full((3, 1), 2.0, "float32")]
    _, _, losses = model.stateless_call(weights, [], ONE, return_losses=True)
    assert numbers(losses) == [0.5 * 12]
    assert numbers(model.losses) == [1.5]


# Pretrained and existing models


def add_l2(keras):
    """A `clone_function` that gives every layer with a kernel L2(0.5)."""

    def clone(layer):
        config = layer.get_config()
        if "kernel_regularizer" in config:
            config["kernel_regularizer"] = keras.regularizers.L2(0.5)
        return layer.__class__.from_config(config)

    return clone


def change(config, new):
    """Put what is new into this configuration and into all that it contains."""
    if isinstance(config, dict):
        config.update({key: new[key] for key in config if key in new})
        config = list(config.values())
    if isinstance(config, list | tuple):
        for each in config:
            change(each, new)


def places(keras):
    """L2(0.5) for each argument that charges a kernel."""
    names = ("kernel", "recurrent", "depthwise", "pointwise")
    return {f"{name}_regularizer": keras.regularizers.L2(0.5) for name in names}


def deep(keras, *, own=False):
    """A model with kernels at all levels, and one in a layer of its own kind."""
    layers = keras.layers

    class Own(layers.Layer):
        def __init__(self):
            super().__init__()
            self.inner = layers.Dense(3)

        def call(self, x):
            return self.inner(x)

    inputs = keras.Input((6, 3))
    inner = keras.Sequential([keras.Input((3,)), layers.Dense(3), layers.Dense(4)])
    x = layers.TimeDistributed(inner)(inputs)
    x = layers.TimeDistributed(layers.Dense(4))(x)
    x = layers.Bidirectional(layers.LSTM(2, return_sequences=True))(x)
    cells = [layers.GRUCell(4), layers.SimpleRNNCell(4)]
    x = layers.RNN(cells, return_sequences=True)(x)
    x = layers.MultiHeadAttention(2, 3)(x, x)
    x = layers.SeparableConv1D(3, 2)(x)
    x = layers.BatchNormalization()(layers.DepthwiseConv1D(2)(x))
    x = layers.SpectralNormalization(layers.Dense(3))(x)
    x = Own()(x) if own else x
    head = keras.Sequential([keras.Input((4, 3)), layers.Dense(3)])
    head = keras.Sequential([keras.Input((4, 3)), head, layers.Dense(1)])
    return keras.Model(inputs, head(x))


def kernels(model):
    """The weights that multiply something, at every level."""
    return [each for each in model.trainable_variables if "kernel" in each.name]


# 2 Dense in a model, 1 in a wrapper, 2 and 2 in both directions, 2 and 2 in cells,
# 4 in attention, 2 separable, 1 depthwise, 1 in a wrapper, 2 in nested models.
DEEP = 21


def sequences():
    """Inputs for `deep`."""
    return np.random.default_rng(0).normal(size=(2, 6, 3)).astype("float32")


def test_pretrained_change_of_configurations_reaches_every_level(keras, tmp_path):
    """A clone made from changed configurations has all kernel penalties, even after
    saving.
    """
    model = deep(keras)
    assert len(kernels(model)) == DEEP
    assert model.losses == []

    def clone(layer):
        config = layer.get_config()
        change(config, places(keras))
        return type(layer).from_config(config)

    copy = keras.models.clone_model(model, clone_function=clone)
    copy.set_weights(model.get_weights())
    x = sequences()
    assert np.allclose(array(keras, copy(x)), array(keras, model(x)), atol=1e-6)
    copy.save(tmp_path / "copy.keras")
    loaded = keras.saving.load_model(tmp_path / "copy.keras")
    for each in (copy, loaded):
        variables = [v for v in each.trainable_variables if v.regularizer is not None]
        assert [id(v) for v in variables] == [id(v) for v in kernels(each)]
        expected = sorted(0.5 * (array(keras, v) ** 2).sum() for v in kernels(model))
        assert sorted(numbers(each.losses)) == pytest.approx(expected, rel=ROUNDING)


def test_pretrained_kernel_regularizer_alone_misses_depthwise_kernels(keras):
    """`kernel_regularizer` reaches 36 of MobileNetV2's 53 kernels, and 7 of Xception's
    75.
    """
    for kind, part, all_kernels in (("MobileNetV2", 36, 53), ("Xception", 7, 75)):
        model = getattr(keras.applications, kind)(weights=None, input_shape=(71, 71, 3))
        assert len(kernels(model)) == all_kernels
        for new, count in (
            ({"kernel_regularizer": keras.regularizers.L2(0.5)}, part),
            (places(keras), all_kernels),
        ):
            config = model.get_config()
            change(config, new)
            assert len(keras.Model.from_config(config).losses) == count


def test_pretrained_weights_of_every_level_take_a_regularizer(keras):
    """`trainable_variables` leads to the kernels at all levels, including those in
    custom layers.
    """
    model = deep(keras, own=True)
    assert model.losses == []
    for variable in model.trainable_variables:
        if variable.name.endswith("kernel"):
            variable.regularizer = keras.regularizers.L2(0.5)
    expected = [0.5 * (array(keras, each) ** 2).sum() for each in kernels(model)]
    assert len(expected) == DEEP + 1
    assert numbers(model.losses) == pytest.approx(expected, rel=ROUNDING)


def test_pretrained_names_of_kernels_end_in_kernel(keras):
    """The names of kernels end in "kernel", and those of other weights don't."""
    names = {each.name for each in deep(keras, own=True).trainable_variables}
    layers = keras.layers
    for layer, shape, expected in [
        (layers.Conv2D(2, 3), (8, 8, 3), {"kernel", "bias"}),
        (layers.Conv3DTranspose(2, 3), (5, 8, 8, 3), {"kernel", "bias"}),
        (layers.EinsumDense("btc,cu->btu", (None, 4)), (5, 3), {"kernel"}),
        (
            layers.ConvLSTM1D(2, 3),
            (5, 8, 3),
            {"kernel", "recurrent_kernel", "bias"},
        ),
        (layers.LayerNormalization(), (5,), {"gamma", "beta"}),
        (layers.GroupNormalization(1), (5,), {"gamma", "beta"}),
        (layers.PReLU(), (5,), {"alpha"}),
    ]:
        layer.build((None, *shape))
        assert {each.name for each in layer.trainable_variables} == expected
    embedding = keras.layers.Embedding(3, 2)
    embedding.build()
    assert [each.name for each in embedding.weights] == ["embeddings"]
    assert names == {
        "kernel",
        "recurrent_kernel",
        "depthwise_kernel",
        "pointwise_kernel",
        "bias",
        "gamma",
        "beta",
    }


def test_pretrained_recursive_clone_misses_wrapped_layers(keras):
    """Even with `recursive`, a `clone_function` gets a wrapper but not the layer inside
    it.
    """
    layers = keras.layers
    for wrapper in (
        layers.Bidirectional(layers.LSTM(2)),
        layers.TimeDistributed(layers.Dense(2)),
        layers.RNN(layers.GRUCell(2)),
    ):
        model = keras.Sequential([keras.Input((6, 3)), wrapper])
        kinds = []

        def clone(layer, kinds=kinds):
            kinds.append(type(layer).__name__)
            return type(layer).from_config(layer.get_config())

        keras.models.clone_model(model, clone_function=clone, recursive=True)
        assert kinds == [type(wrapper).__name__]


def test_pretrained_clone_has_fresh_weights(keras):
    """`clone_model` creates new weights, so copy the old ones with `set_weights`."""
    model = pretrained_model(keras)
    clone = keras.models.clone_model(model)
    assert (array(keras, clone(ONE)) != array(keras, model(ONE))).all()


def test_pretrained_clone_needs_recursive_for_a_nested_model(keras):
    """A `clone_function` gets the layers of a nested model only with `recursive`."""
    inputs = keras.Input((3,))
    outputs = dense(keras, strength=None)(pretrained_model(keras)(inputs))
    model = keras.Model(inputs, outputs)
    counts = []
    for recursive in [False, True]:
        clone = keras.models.clone_model(
            model, clone_function=add_l2(keras), recursive=recursive
        )
        counts.append(len(clone.losses))
    assert counts == [1, 3]


def test_pretrained_clone_forgets_what_is_set_on_a_kernel(keras):
    """`clone_model` copies configurations, so a regularizer set on a kernel is lost."""
    model = pretrained_model(keras)
    model.get_layer("hidden").kernel.regularizer = keras.regularizers.L2(0.5)
    expected = 0.5 * (model.get_weights()[0] ** 2).sum()
    assert numbers(model.losses) == pytest.approx([expected], rel=ROUNDING)
    assert keras.models.clone_model(model).losses == []


def test_pretrained_kernels_of_mobilenet_take_a_regularizer(keras):
    """A regularizer set on all kernels gives MobileNetV2 53 penalties,
    and Xception 75.
    """
    for kind, count, plain in (("MobileNetV2", 53, 53), ("Xception", 75, 7)):
        model = getattr(keras.applications, kind)(weights=None, input_shape=(71, 71, 3))
        assert model.losses == []
        expected = []
        for variable in model.trainable_variables:
            if variable.name.endswith("kernel"):
                variable.regularizer = keras.regularizers.L2(1e-4)
                expected.append(1e-4 * (array(keras, variable) ** 2).sum())
        assert len(expected) == count
        assert sum(each.name == "kernel" for each in kernels(model)) == plain
        assert numbers(model.losses) == pytest.approx(expected, rel=ROUNDING)


def test_pretrained_config_round_trip_changes_a_rate(keras):
    """A model made from a changed configuration has the changed dropout rate."""
    model = stack(keras, dense(keras), keras.layers.Dropout(0.5, seed=7))
    config = model.get_config()
    config["layers"][2]["config"]["rate"] = 0.2
    copy = keras.Sequential.from_config(config)
    assert (copy.layers[1].rate, copy.layers[1].seed) == (0.2, 7)
    assert (model.layers[1].rate, len(copy.losses)) == (0.5, 1)


def test_pretrained_call_function_inserts_dropout(keras, tmp_path):
    """A `call_function` can insert Dropout, and keeps the layers if you return them
    from `clone_function`.
    """

    def call(layer, *args, **kwargs):
        outputs = layer(*args, **kwargs)
        if layer.name == "hidden":
            outputs = keras.layers.Dropout(0.5, seed=0)(outputs)
        return outputs

    model = pretrained_model(keras)
    clone = keras.models.clone_model(
        model, clone_function=lambda layer: layer, call_function=call
    )
    kinds = ["InputLayer", "Dense", "Dropout", "Dense"]
    assert [type(layer).__name__ for layer in clone.layers] == kinds
    assert clone.get_layer("hidden") is model.get_layer("hidden")
    assert (array(keras, clone(ONE)) == array(keras, model(ONE))).all()
    assert (array(keras, clone(ONE, training=True)) != array(keras, model(ONE))).any()
    clone.save(tmp_path / "model.keras")
    loaded = keras.saving.load_model(tmp_path / "model.keras")
    assert [type(layer).__name__ for layer in loaded.layers] == kinds
    assert loaded.layers[2].rate == 0.5


def test_pretrained_weights_file_fits_the_model_with_dropout(keras, tmp_path):
    """A model's weights file also loads into the same model with Dropout added."""
    path = tmp_path / "model.weights.h5"
    random = {"kernel_initializer": "glorot_uniform"}
    plain = stack(keras, dense(keras, 9, **random), dense(keras, **random))
    drop = keras.layers.Dropout(0.5, seed=0)
    twin = stack(keras, dense(keras, 9, **random), drop, dense(keras, **random))
    assert (array(keras, twin(ONE)) != array(keras, plain(ONE))).all()
    plain.save_weights(path)
    twin.load_weights(path)
    assert (array(keras, twin(ONE)) == array(keras, plain(ONE))).all()
    half = keras.Sequential(twin.layers[:2])
    ratio = array(keras, half(ONE, training=True)) / array(keras, half(ONE))
    assert set(np.unique(ratio)) == {0, 2}


def test_pretrained_rate_can_be_set_before_the_first_fit(keras, tmp_path):
    """The dropout rate of a model that was just loaded can be set without `compile`."""
    drop = keras.layers.Dropout(0.5, seed=0)
    model = stack(keras, dense(keras, strength=None), drop)
    model.compile(keras.optimizers.SGD(0.0), "mse")
    x, y = np.ones((64, 3)), np.full((64, 1), 3.0)
    # Of the output 3 dropout makes 0 or 6, both 3 away from the target.
    assert model.fit(x, y, verbose=0).history["loss"] == [9]
    model.save(tmp_path / "model.keras")
    loaded = keras.saving.load_model(tmp_path / "model.keras")
    loaded.layers[1].rate = 0.0
    assert loaded.fit(x, y, verbose=0).history["loss"] == [0]


def test_pretrained_frozen_layer_keeps_its_activity_penalty(keras):
    """Freezing a layer removes its weight penalty but keeps its activity penalty."""
    layer = dense(keras, activity_regularizer=keras.regularizers.L2(1.0))
    model = stack(keras, layer)
    model(ONE)
    assert sorted(numbers(model.losses)) == [1.5, 9]
    model.trainable = False
    model(2 * ONE)
    assert numbers(model.losses) == [36]


def base_and_head(keras, mode, trainable):
    """A base of normalization and dropout, and a model that calls it as `mode` says."""

    class Inference(keras.layers.Layer):
        def __init__(self, base):
            super().__init__()
            self.base = base

        def call(self, x):
            return self.base(x, training=False)

    base = stack(
        keras, keras.layers.BatchNormalization(), keras.layers.Dropout(0.5, seed=0)
    )
    base.trainable = trainable
    inputs = keras.Input((3,))
    if mode == "wrapped":
        outputs = Inference(base)(inputs)
    else:
        outputs = base(inputs, training=False)
    model = keras.Model(inputs, dense(keras, strength=None)(outputs))
    model.compile(keras.optimizers.SGD(0.0), "mse")
    return base, model


def moves(keras, mode, trainable):
    """Whether `fit` moves the statistics, and whether training draws masks."""
    base, model = base_and_head(keras, mode, trainable)
    x = np.random.default_rng(0).normal(5, 1, (16, 3))
    model.fit(x, np.zeros((16, 1)), verbose=0)
    statistics = array(keras, base.layers[0].moving_mean)
    calls = [array(keras, model(x, training=True)) for _ in range(2)]
    return bool((statistics != 0).any()), bool((calls[0] != calls[1]).any())


def test_pretrained_training_false_is_overridden_in_fit(keras):
    """In a functional model, `base(x, training=False)` doesn't stay in
    effect in `fit`.
    """
    assert moves(keras, "argument", trainable=True) == (True, True)


def test_pretrained_frozen_normalization_keeps_its_statistics(keras):
    """In `fit`, a frozen base keeps its batch statistics, but its
    dropout still drops.
    """
    assert moves(keras, "argument", trainable=False) == (False, True)
    base, model = base_and_head(keras, "argument", trainable=False)
    x = np.ones((10, 3))
    outputs = array(keras, base(x))
    assert set(np.unique(array(keras, base(x, training=True)) / outputs)) == {0, 2}
    # In a plain call the model's `training=False` holds; its head is a sum.
    expected = outputs.sum(axis=1, keepdims=True)
    assert array(keras, model(x)) == pytest.approx(expected, rel=ROUNDING)


def test_pretrained_own_layer_holds_a_base_at_inference(keras):
    """A custom layer whose `call` passes `training=False` keeps the base in inference
    mode.
    """
    results = {each: moves(keras, "wrapped", trainable=each) for each in [True, False]}
    assert results == {True: (False, False), False: (False, False)}


@pytest.mark.backend("tensorflow")
def test_pretrained_unfreezing_needs_compile(keras):
    """After the first `fit`, unfreezing a layer takes effect only after `compile`."""
    model = stack(keras, dense(keras, 3), dense(keras))
    model.layers[0].trainable = False
    compile_model(keras, model).fit(ZEROS, TARGETS, verbose=0)
    after = [first_weights(model)]
    model.layers[0].trainable = True
    model.fit(ZEROS, TARGETS, verbose=0)
    after.append(first_weights(model))
    compile_model(keras, model).fit(ZEROS, TARGETS, verbose=0)
    after.append(first_weights(model))
    expected = np.array([[1, 0.9], [1, 0.81], [0.9, 0.729]])
    assert np.array(after) == pytest.approx(expected, rel=ROUNDING)


@pytest.mark.backend("tensorflow")
def test_pretrained_loss_jumps_at_compile_after_unfreezing(keras):
    """Unfreezing adds a penalty to the loss at the next `compile`, not before."""
    model = stack(keras, dense(keras, 3), dense(keras))
    model.layers[0].trainable = False
    compile_model(keras, model)
    losses = [model.evaluate(ZEROS, TARGETS, verbose=0)]
    model.layers[0].trainable = True
    losses.append(model.evaluate(ZEROS, TARGETS, verbose=0))
    losses.append(compile_model(keras, model).evaluate(ZEROS, TARGETS, verbose=0))
    # 3 and 9 weights of 1.
    assert losses == [1.5, 1.5, 1.5 + 4.5]


@pytest.mark.since("3.13")
def test_pretrained_old_optimizer_refuses_unfrozen_weights(keras):
    """An optimizer that trained a frozen model raises an error for weights that you
    unfreeze.
    """
    model = stack(keras, dense(keras, 3), dense(keras))
    model.layers[0].trainable = False
    compile_model(keras, model).fit(ZEROS, TARGETS, verbose=0)
    model.layers[0].trainable = True
    model.compile(model.optimizer, "mse")
    # JAX says it in other words.
    with pytest.raises(ValueError, match=r"Unknown variable|was built with 1 var"):
        model.fit(ZEROS, TARGETS, verbose=0)


# Mixed precision, quantization and LoRA


def wide(keras, **arguments):
    """A layer of 300 units whose outputs for ONE are 3."""
    return dense(keras, 300, **arguments)


def test_precision_weight_penalty_stays_float32(keras):
    """With mixed precision, a weight penalty is computed in float32."""
    for name in ["mixed_float16", "mixed_bfloat16"]:
        layer = dense(keras, strength=0.1, dtype=name)
        assert dtype(keras, layer(ONE)) == name.removeprefix("mixed_")
        assert dtype(keras, layer.losses[0]) == "float32"
        # Neither 16-bit format can hold 3 * 0.1 to this precision.
        assert numbers(layer.losses) == pytest.approx([0.3], rel=1e-6)


def test_precision_activity_penalty_is_16_bit(keras):
    """With mixed precision, an activity penalty has the layer's 16-bit compute type."""
    l2 = keras.regularizers.L2(1.0)
    for name in ["float16", "bfloat16"]:
        layer = dense(
            keras, strength=None, activity_regularizer=l2, dtype=f"mixed_{name}"
        )
        layer(ONE)
        assert dtype(keras, layer.losses[0]) == name
        assert numbers(layer.losses) == [9]


def test_precision_activity_penalty_overflows_in_float16(keras):
    """In float16, an activity penalty is infinite if its sum exceeds 65504.

    A smaller strength doesn't help, because it multiplies the sum and not its terms.
    """
    for strength in [1.0, 1e-3]:
        penalties = []
        l2 = keras.regularizers.L2(strength)
        for name in ["float32", "mixed_bfloat16", "mixed_float16"]:
            layer = wide(keras, strength=None, activity_regularizer=l2, dtype=name)
            # 300 outputs of 60: squares of 300 * 3600 = 1,080,000 in all.
            layer(20 * ONE)
            penalties += numbers(layer.losses)
        # bfloat16 keeps 8 bits, of the strength and of the product as well.
        expected = [strength * 1_080_000] * 2
        assert penalties[:2] == pytest.approx(expected, rel=3 * 2**-8)
        assert penalties[2] == float("inf")


def test_precision_small_activity_strength_vanishes_in_float16(keras):
    """In float16, an activity penalty with a strength of `1e-8` is zero."""
    penalties = []
    l2 = keras.regularizers.L2(1e-8)
    for name in ["float32", "mixed_float16"]:
        layer = wide(keras, strength=None, activity_regularizer=l2, dtype=name)
        layer(ONE)
        penalties += numbers(layer.losses)
    assert penalties == pytest.approx([1e-8 * 300 * 9, 0], rel=ROUNDING)


@pytest.mark.backend("tensorflow")
def test_precision_activity_penalty_cannot_be_trained_in_16_bit(keras):
    """With TensorFlow and mixed precision, training with an activity penalty raises
    `TypeError`.

    So does `evaluate`.
    """
    l2 = keras.regularizers.L2(0.5)
    for name in ["mixed_float16", "mixed_bfloat16"]:
        with policy(keras, name):
            layer = dense(keras, strength=None, activity_regularizer=l2)
            model = compile_model(keras, stack(keras, layer))
            for method in [model.train_on_batch, model.fit, model.evaluate]:
                with pytest.raises(TypeError, match="float16"):
                    method(ONE, TARGETS[:1])
    layer = dense(keras, strength=None, activity_regularizer=l2)
    model = compile_model(keras, stack(keras, layer))
    assert float(model.train_on_batch(ONE, TARGETS[:1])) == 9 + 4.5


def test_precision_float32_layer_trains_its_activity_penalty(keras):
    """`dtype="float32"` for a layer makes its activity penalty float32."""
    with policy(keras, "mixed_float16"):
        penalty = keras.layers.ActivityRegularization(l2=0.5, dtype="float32")
        model = stack(keras, dense(keras, strength=None), penalty)
        model(ONE)
        assert numbers(model.losses) == [4.5]
        assert dtype(keras, model.losses[0]) == "float32"
        # The output is 3: 9 of data loss and 0.5 * 9 of penalty.
        compile_model(keras, model)
        assert float(model.train_on_batch(ONE, TARGETS[:1])) == 9 + 4.5


def test_precision_dropout_keeps_the_compute_type(keras):
    """Dropout returns numbers of its 16-bit compute type, with survivors scaled."""
    for name in ["float16", "bfloat16"]:
        drop = keras.layers.Dropout(0.5, seed=0, dtype=f"mixed_{name}")
        y = drop(np.ones((1, 100)), training=True)
        assert dtype(keras, y) == name
        values = array(keras, keras.ops.cast(y, "float32"))
        assert set(np.unique(values).tolist()) == {0, 2}


def test_precision_compile_scales_the_loss(keras):
    """With the policy `mixed_float16`, `compile` wraps the optimizer in
    `LossScaleOptimizer`.
    """
    kinds = []
    for name in ["float32", "mixed_bfloat16", "mixed_float16"]:
        with policy(keras, name):
            optimizer = compile_model(keras, stack(keras, dense(keras))).optimizer
            kinds.append(type(optimizer).__name__)
    assert kinds == ["SGD", "SGD", "LossScaleOptimizer"]


def test_precision_loss_scaling_leaves_the_penalty_right(keras):
    """With loss scaling in `fit`, a penalty moves the weights as it does in float32."""
    after = []
    for name in ["float32", "mixed_float16"]:
        with policy(keras, name):
            model = compile_model(keras, stack(keras, dense(keras)))
            assert float(model.train_on_batch(ZEROS, TARGETS)) == 1.5
            after += first_weights(model)
    assert after == pytest.approx([0.9, 0.9], rel=ROUNDING)


@pytest.mark.backend("tensorflow")
def test_precision_own_loop_must_scale_the_loss(keras):
    """A custom loop with `LossScaleOptimizer` but without `scale_loss` divides the
    gradient by 2**15.

    The steps of SGD are then 2**15 times smaller, whereas Adam's steps stay as usual
    unless the gradient is small.
    """
    sgd, adam = keras.optimizers.SGD, keras.optimizers.Adam
    for kind, weight, step, small in [
        (sgd, 1e4, 1000, 1000 / 2**15),
        (adam, 1e4, 0.1, 0.1),
        # A gradient of 1e-3: divided by 2**15, it is less than Adam's epsilon, 1e-7,
        # which counts in the first step divided by the root of 1 - 0.999.
        (adam, 1e-3, 0.1, 0.1 / (1 + 1e-7 / 0.001**0.5 / (1e-3 / 2**15))),
    ]:
        steps = []
        for scale in [True, False]:
            model = stack(keras, dense(keras, kernel_initializer="zeros"))
            model.layers[0].kernel.assign(weight * np.ones((3, 1)))
            before = first_weights(model)[0]
            tape_loop(keras, model, ZEROS, TARGETS, scale=scale, kind=kind)
            steps.append(before - first_weights(model)[0])
        # Rounding of 1e4 in float32, 5e-4, is 2 % of the small step of SGD.
        assert steps == pytest.approx([step, small], rel=0.05)


@pytest.mark.backend("tensorflow")
def test_precision_float64_policy_alone_cannot_train_a_penalty(keras):
    """With the float64 policy, training with a penalty fails unless you also call
    `set_floatx`.
    """
    with policy(keras, "float64"):
        model = compile_model(keras, stack(keras, dense(keras)))
        with pytest.raises(TypeError, match="float64"):
            model.train_on_batch(ZEROS, TARGETS)
    with policy(keras, "float64", floatx="float64"):
        model = compile_model(keras, stack(keras, dense(keras)))
        assert float(model.train_on_batch(ZEROS, TARGETS)) == 1.5
    now = keras.config.floatx(), keras.config.dtype_policy().name
    assert now == ("float32", "float32")


@pytest.mark.backend("tensorflow")
@pytest.mark.since("3.14")
def test_precision_float64_rounds_the_strength_to_float32(keras):
    """In float64, the strengths of L1 and L2 are still rounded to float32."""
    l1, l2 = keras.regularizers.L1(0.1), keras.regularizers.L2(0.1)
    for regularizer, cost_of_2 in [(l1, 2), (l2, 4)]:
        penalty = regularizer(2 * keras.ops.ones((1,), "float64"))
        assert penalty.dtype == "float64"
        assert float(penalty) == cost_of_2 * float(np.float32(0.1)) != cost_of_2 * 0.1


def test_precision_quantize_removes_kernel_penalties(keras):
    """`quantize("int8")` freezes kernels, so their penalties disappear, but bias
    penalties stay.

    It does so for `Dense`, `EinsumDense`, and `Embedding`; a convolution stays as it
    is.
    """
    l2 = keras.regularizers.L2(0.5)
    two = keras.initializers.Constant(2)
    layer = dense(keras, use_bias=True, bias_regularizer=l2, bias_initializer=two)
    model = stack(keras, layer)
    assert numbers(model.losses) == [1.5, 2]
    model.quantize("int8")
    assert [v.name for v in model.trainable_variables] == ["bias"]
    assert numbers(model.losses) == [2]
    layers = keras.layers
    for layer, shape, count in [
        (
            layers.EinsumDense("btc,cu->btu", (None, 4), kernel_regularizer=l2),
            (5, 3),
            0,
        ),
        (layers.Embedding(9, 4, embeddings_regularizer=l2), (5,), 0),
        (layers.Conv1D(4, 3, kernel_regularizer=l2), (7, 3), 1),
    ]:
        model = keras.Sequential([keras.Input(shape), layer])
        assert len(model.losses) == 1
        model.quantize("int8")
        assert len(model.losses) == count


def test_precision_quantized_model_still_drops(keras):
    """A quantized model still applies dropout in training mode."""
    model = stack(keras, dense(keras, 100), keras.layers.Dropout(0.5, seed=0))
    model.quantize("int8")
    assert model.get_weights()[0].dtype == "int8"
    y = array(keras, model(ONE, training=True))
    # Quantized to 8 bits: 3 and 6 up to a hundredth.
    assert set(np.unique(y.round(1)).tolist()) == {0, 6}
    assert set(np.unique(array(keras, model(ONE)).round(1)).tolist()) == {3}


def test_precision_lora_moves_the_penalty_to_its_factors(keras):
    """`enable_lora` replaces the kernel's penalty with one for each of
    its two factors.
    """
    for layer, shape in lora_layers(keras, keras.regularizers.L2(0.5)):
        model = keras.Sequential([keras.Input(shape), layer])
        assert len(model.losses) == 1
        layer.enable_lora(2)
        a, b = lora_factors(layer)
        factors = [v for v in model.trainable_variables if v.name.startswith("lora")]
        assert [id(each) for each in factors] == [id(a), id(b)]
        # The second factor starts at zero.
        expected = [0.5 * (array(keras, a) ** 2).sum(), 0]
        assert numbers(model.losses) == pytest.approx(expected, rel=ROUNDING)
        b.assign(2 * keras.ops.ones(b.shape))
        expected[1] = 0.5 * 4 * np.prod(b.shape)
        assert numbers(model.losses) == pytest.approx(expected, rel=ROUNDING)


def lora_layers(keras, regularizer):
    """Layers of all kinds that take LoRA, with the shape of their inputs."""
    layers, kernel = keras.layers, {"kernel_regularizer": regularizer}
    return [
        (layers.Dense(4, use_bias=False, **kernel), (3,)),
        (layers.EinsumDense("btc,cu->btu", (None, 4), **kernel), (5, 3)),
        (layers.Conv1D(4, 3, use_bias=False, **kernel), (7, 3)),
        (layers.Embedding(9, 4, embeddings_regularizer=regularizer), (5,)),
    ]


def lora_factors(layer):
    """The two factors of a layer with LoRA."""
    name = "embeddings" if hasattr(layer, "lora_embeddings_a") else "kernel"
    return [getattr(layer, f"lora_{name}_{letter}") for letter in "ab"]


def test_precision_lora_without_a_regularizer_has_no_penalty(keras):
    """If you set `kernel_regularizer = None` before `enable_lora`, its factors have no
    penalty.
    """
    layer = dense(keras, 2)
    model = stack(keras, layer)
    layer.kernel_regularizer = None
    layer.enable_lora(2)
    assert model.losses == []


def test_precision_lora_ignores_what_is_set_on_the_kernel(keras):
    """`enable_lora` loses a regularizer that was set on the kernel itself."""
    two = keras.initializers.Constant(2)
    layer = dense(keras, 2, strength=None, kernel_initializer=two)
    model = stack(keras, layer)
    layer.kernel.regularizer = keras.regularizers.L2(0.5)
    assert numbers(model.losses) == [12]
    layer.enable_lora(2)
    assert model.losses == []


def test_precision_lora_refuses_a_kernel_constraint(keras):
    """`enable_lora` raises `ValueError` on a layer with a `kernel_constraint`."""
    layer = dense(keras, kernel_constraint=keras.constraints.MaxNorm(1))
    with pytest.raises(ValueError, match="constraint"):
        layer.enable_lora(2)


def test_precision_loaded_lora_does_not_learn(keras, tmp_path):
    """After saving and loading, the factors of a LoRA layer are zero, so it has no
    penalty and doesn't learn.
    """
    for layer, shape in lora_layers(keras, keras.regularizers.L2(0.5)):
        model = keras.Sequential([keras.Input(shape), layer])
        layer.enable_lora(2)
        model.save(tmp_path / "model.keras")
        loaded = keras.saving.load_model(tmp_path / "model.keras")
        assert numbers(loaded.losses) == [0, 0]
        if isinstance(layer, keras.layers.Conv1D):
            continue
        x = np.ones((1, *shape))

        def moves(each, x=x):
            before = array(keras, each(x))
            each.compile(keras.optimizers.Adam(0.1), "mse")
            for _ in range(2):
                each.train_on_batch(x, 0 * before)
            return bool((array(keras, each(x)) != before).any())

        assert (moves(model), moves(loaded)) == (True, False)


def test_precision_loaded_lora_learns_with_a_new_first_factor(keras, tmp_path):
    """With random numbers as its first factor, a loaded LoRA layer learns again."""
    layer = dense(keras)
    model = stack(keras, layer)
    layer.enable_lora(2)
    model.save(tmp_path / "model.keras")
    loaded = keras.saving.load_model(tmp_path / "model.keras")
    before = array(keras, loaded(ONE))
    factor = loaded.layers[0].lora_kernel_a
    factor.assign(keras.random.normal(factor.shape, seed=0))
    assert (array(keras, loaded(ONE)) == before).all()
    compile_model(keras, loaded).train_on_batch(ONE, TARGETS[:1])
    assert (array(keras, loaded(ONE)) != before).all()


@pytest.mark.backend("tensorflow", "jax")
def test_precision_ways_to_compile_give_the_same_loss(keras):
    """Penalties are the same with `steps_per_execution`, `jit_compile`,
    and `run_eagerly`.
    """
    ways = [{}, {"steps_per_execution": 2}, {"jit_compile": True}]
    ways.append({"run_eagerly": True})
    after, models = [], []
    for way in ways:
        layer = dense(keras, activity_regularizer=keras.regularizers.L1(0.5))
        model = compile_model(keras, stack(keras, layer), **way)
        history = model.fit(np.tile(ONE, (2, 1)), TARGETS[:2], batch_size=1, verbose=0)
        after.append([*history.history["loss"], *first_weights(model)])
        models.append(model)
    assert models[2].jit_compile
    assert models[3].run_eagerly
    # Data, weights and activity: with weights of 1, and after a step of 0.75.
    first, second = 9 + 1.5 + 1.5, 0.75**2 + 1.5 * 0.25**2 + 0.5 * 0.75
    # The gradient of the second step is 1.5 + 0.25 + 0.5.
    expected = [[(first + second) / 2, 0.25 - 0.225]] * 4
    assert np.array(after) == pytest.approx(np.array(expected), rel=ROUNDING)


@pytest.mark.backend("tensorflow")
def test_precision_jit_compile_draws_other_masks(keras):
    """On a CPU, TensorFlow gives different masks for the same seed with
    `jit_compile=True`.
    """
    losses = []
    for compile_it in [False, True, False]:
        drop = keras.layers.Dropout(0.5, seed=0)
        model = stack(keras, dense(keras, 100, strength=None), drop, dense(keras))
        compile_model(keras, model, jit_compile=compile_it)
        losses.append(float(model.train_on_batch(ONE, TARGETS[:1])))
    # A unit that is kept adds 6 to the output; the 100 weights cost 50.
    counts = np.sqrt((np.array(losses) - 50) / 36)
    assert (counts == counts.round()).all()
    assert counts[0] == counts[2] != counts[1]


# Is it really on?


def nested_model(keras):
    """A model in a model and a layer in a layer, both with L2 and Dropout."""

    class Block(keras.layers.Layer):
        def __init__(self):
            super().__init__()
            self.inner = dense(keras, 3, strength=0.25)
            self.drop = keras.layers.Dropout(0.3)

        def call(self, x):
            return self.drop(self.inner(x))

    base = stack(keras, dense(keras, 3), keras.layers.Dropout(0.2))
    return stack(keras, base, Block(), dense(keras, strength=None))


def walk(layer):
    """The layer, and those inside it that `layers` names."""
    yield layer
    for inner in getattr(layer, "layers", []):
        yield from walk(inner)


def test_check_variables_know_their_regularizer(keras):
    """A loop over the `regularizer` of all `trainable_variables` also finds nested
    ones.
    """
    strengths = [
        variable.regularizer and variable.regularizer.l2
        for variable in nested_model(keras).trainable_variables
    ]
    assert strengths == [0.5, 0.25, None]


def model_and_rates(keras):
    """A model with rates at all levels, and these rates."""
    layers = keras.layers

    class Own(layers.Layer):
        def __init__(self):
            super().__init__()
            # A name that recurrent layers use for a number.
            self.dropout = layers.Dropout(0.15)
            self.parts = {"more": [layers.GaussianDropout(0.25)]}

        def call(self, x):
            return self.parts["more"][0](self.dropout(x))

    inputs = keras.Input((6, 4))
    cell = {"dropout": 0.1, "recurrent_dropout": 0.2}
    x = layers.Bidirectional(layers.LSTM(2, return_sequences=True, **cell))(inputs)
    cells = [layers.GRUCell(4, dropout=0.3), layers.LSTMCell(4, dropout=0.35)]
    x = layers.RNN(cells, return_sequences=True)(x)
    x = layers.TimeDistributed(layers.Dropout(0.4))(x)
    x = layers.MultiHeadAttention(2, 3, dropout=0.45)(x, x)
    x = layers.Attention(dropout=0.5)([x, x])
    x = Own()(x)
    inner = keras.Sequential([keras.Input((6, 4)), layers.SpatialDropout1D(0.55)])
    inner = keras.Sequential([keras.Input((6, 4)), inner, layers.GaussianNoise(0.6)])
    model = keras.Model(inputs, inner(x))
    rates = [0.1, 0.2] * 2 + [0.3, 0, 0.35, 0, 0.4, 0.45, 0.5, 0.15, 0.25, 0.55, 0.6]
    return model, sorted(rates)


RATES = ("rate", "stddev", "dropout", "recurrent_dropout")


def all_layers(keras, layer, layers):
    """The layer and all that are in its attributes."""
    if layer not in layers:
        layers.append(layer)
        for part in keras.tree.flatten(list(vars(layer).values())):
            if isinstance(part, keras.Layer):
                all_layers(keras, part, layers)
    return layers


def test_check_all_layers_reaches_every_level(keras):
    """A walk over attributes finds dropout rates in wrappers, cells,
    and custom layers.
    """
    model, expected = model_and_rates(keras)
    rates = [
        vars(layer)[name]
        for layer in all_layers(keras, model, [])
        for name in RATES
        if isinstance(vars(layer).get(name), (int, float))
    ]
    assert sorted(rates) == expected


def test_check_layers_miss_what_a_layer_holds(keras):
    """`model.layers` leads into nested models, but not into layers that
    contain layers.
    """
    model = nested_model(keras)
    assert [each.rate for each in walk(model) if hasattr(each, "rate")] == [0.2]
    assert model.layers[1].drop.rate == 0.3
    model, _ = model_and_rates(keras)
    kinds = {type(each).__name__ for each in walk(model)}
    assert {"Bidirectional", "TimeDistributed", "SpatialDropout1D"} <= kinds
    assert {"LSTM", "LSTMCell", "Dropout", "GaussianDropout"}.isdisjoint(kinds)


def test_check_seed_generators_count_what_draws(keras):
    """Each layer that can drop or add noise has a seed state in `model.variables`."""

    def count(model):
        return sum("seed_generator" in each.path for each in model.variables)

    assert count(nested_model(keras)) == 2
    layers = [keras.layers.GaussianNoise(0.1), keras.layers.Dropout(0.0)]
    assert [count(stack(keras, layer)) for layer in layers] == [1, 0]
    # Two directions, two cells, and one each in seven other layers.
    assert count(model_and_rates(keras)[0]) == 2 + 2 + 7


def test_check_recurrent_cells_always_have_a_seed_state(keras):
    """A recurrent layer has a seed state even if its rates are 0."""
    for kind in ("SimpleRNN", "GRU", "LSTM"):
        layer = getattr(keras.layers, kind)(2, dropout=0, recurrent_dropout=0)
        layer.build((None, 6, 3))
        paths = [each.path for each in layer.variables]
        assert sum("seed_generator" in path for path in paths) == 1


@pytest.mark.since("3.15")
def test_check_a_function_as_regularizer_is_on_the_weight(keras):
    """A function used as a regularizer is stored on the weight itself, without
    `get_config`.
    """

    def cube(weights):
        return keras.ops.sum(keras.ops.abs(weights) ** 3)

    layer = dense(keras, kernel_regularizer=cube)
    layer.build((None, 3))
    assert layer.kernel.regularizer is cube
    assert not hasattr(cube, "get_config")


def test_check_flattened_outputs_compare_one_by_one(keras):
    """`keras.tree.flatten` turns lists, dictionaries, and single
    outputs into a flat list.
    """
    inputs = [keras.Input((50,)), keras.Input((50,))]
    plain = keras.layers.Add()(inputs)
    dropout = keras.layers.Dropout(0.5)(plain)
    x = [np.ones((4, 50))] * 2
    for outputs, expected in [
        (dropout, [True]),
        (plain, [False]),
        ([dropout, plain], [True, False]),
        ({"a": plain, "b": [dropout, plain]}, [False, True, False]),
    ]:
        model = keras.Model(inputs, outputs)
        calls = [keras.tree.flatten(model(x, training=True)) for _ in range(2)]
        arrays = [[array(keras, each) for each in call] for call in calls]
        draws = [bool((a != b).any()) for a, b in zip(*arrays, strict=True)]
        assert draws == expected


def test_check_loss_minus_metrics_of_all_outputs_is_the_penalty(keras):
    """With several outputs, `loss` minus the metrics of all outputs is the sum of the
    penalties.
    """
    inputs = keras.Input((3,))
    hidden = dense(keras, 2)(inputs)
    outputs = {"a": dense(keras, name="a")(hidden), "b": dense(keras, name="b")(hidden)}
    model = keras.Model(inputs, outputs)
    each = {"a": "mse", "b": "mse"}
    model.compile("sgd", loss=each, metrics={"a": ["mse"], "b": ["mse"]})
    targets = {"a": TARGETS[:1], "b": TARGETS[:1] + 2}
    result = model.evaluate(ONE, targets, verbose=0, return_dict=True)
    metrics = [value for name, value in result.items() if name.endswith("mse")]
    assert sorted(metrics) == [16, 36]
    assert result["loss"] - sum(metrics) == 3 + 1 + 1 == float(sum(model.losses))


def test_check_two_calls_differ_only_if_something_draws(keras):
    """Two calls with `training=True` differ with dropout and agree without it.

    They also differ with a stateful recurrent layer and with `SpectralNormalization`.
    """
    layers = keras.layers
    x = np.random.default_rng(0).normal(size=(4, 5, 3)).astype("float32")

    def differ(*parts):
        inputs = keras.Input((5, 3), batch_size=4)
        model = keras.Sequential([inputs, *parts])
        calls = [array(keras, model(x, training=True)) for _ in range(2)]
        return bool((calls[0] != calls[1]).any())

    for layer in [
        layers.Dropout(0.5),
        layers.SpatialDropout1D(0.5),
        layers.GaussianNoise(0.1),
        layers.LSTM(20, dropout=0.5),
        layers.LSTM(20, recurrent_dropout=0.5),
        layers.TimeDistributed(layers.Dropout(0.5)),
    ]:
        assert differ(layers.Dense(100), layer)
    for layer in [
        layers.Dropout(0.0),
        layers.BatchNormalization(),
        layers.LayerNormalization(),
        layers.LSTM(20),
        layers.MaxPooling1D(),
        layers.TimeDistributed(layers.Dropout(0.0)),
    ]:
        assert not differ(layers.Dense(100), layer)
    for layer in [
        layers.LSTM(20, stateful=True),
        layers.SpectralNormalization(layers.Dense(20)),
    ]:
        assert differ(layer)


def test_check_batch_normalization_differs_in_training_too(keras):
    """BatchNormalization also makes `training=True` differ from a plain call."""
    for mean in 5, 1:
        x = np.random.default_rng(0).normal(mean, 1, (8, 3))
        model = stack(keras, keras.layers.BatchNormalization())
        difference = array(keras, model(x, training=True)) - array(keras, model(x))
        assert abs(difference).max() > 0.5 * mean


def test_check_loss_minus_metric_is_the_penalty(keras):
    """In `evaluate`, `loss` minus the same loss as a metric is the sum of the
    penalties.

    This doesn't hold with a `sample_weight`, which is in the loss but not in the
    metric.
    """
    model = stack(keras, dense(keras, 2), dense(keras))
    compile_model(keras, model, metrics=["mse"])
    result = model.evaluate(ONE, TARGETS[:1], verbose=0, return_dict=True)
    assert result == {"loss": 36 + 3 + 1, "mse": 36}
    assert float(sum(model.losses)) == 4
    x = np.random.default_rng(0).normal(size=(10, 3)).astype("float32")
    layers = [dense(keras, 2), keras.layers.Dropout(0.5), dense(keras)]
    model = stack(keras, *layers)
    model.compile("adamw", "mse", metrics=["mse"])
    model.train_on_batch(x, x[:, :1])
    # Batches of 4, 4 and 2 rows.
    data = {"x": x, "y": x[:, :1], "batch_size": 4, "verbose": 0}
    loss, metric = model.evaluate(**data)
    penalty = float(sum(model.losses))
    assert loss - metric == pytest.approx(penalty, rel=10 * ROUNDING)
    loss, metric = model.evaluate(**data, sample_weight=np.full(10, 3.0))
    assert loss - metric == pytest.approx(2 * metric + penalty, rel=10 * ROUNDING)


def test_check_summary_shows_no_regularizer(keras):
    """`summary()` prints the same with and without a regularizer."""
    for options in [{}, {"expand_nested": True, "show_trainable": True}]:
        texts = []
        for strength in [None, 0.5]:
            keras.utils.clear_session()
            lines = []
            l1 = strength and keras.regularizers.L1(strength)
            layer = dense(keras, strength=strength, activity_regularizer=l1)
            model = stack(keras, stack(keras, layer))
            model.summary(print_fn=lines.append, **options)
            texts.append("\n".join(lines))
        assert ("Dense" in texts[0]) == bool(options)
        assert texts[0] == texts[1]


def test_check_summary_shows_no_rate(keras):
    """`summary()` lists a Dropout layer but not its rate."""
    for options in [{}, {"expand_nested": True, "show_trainable": True}]:
        texts = []
        for rate in [0.25, 0.75, 0.0]:
            keras.utils.clear_session()
            lines = []
            model = stack(keras, keras.layers.Dropout(rate))
            assert model.layers[0].rate == rate
            model.summary(print_fn=lines.append, **options)
            texts.append("\n".join(lines))
        assert "Dropout" in texts[0]
        assert texts[0] == texts[1] == texts[2]


def test_check_layers_name_their_rates(keras):
    """Dropout layers have the attribute `rate`, noise layers `stddev`, and other layers
    `dropout`.
    """
    spatial = [f"SpatialDropout{rank}D" for rank in (1, 2, 3)]
    for name in ["Dropout", *spatial, "GaussianDropout", "AlphaDropout"]:
        assert getattr(keras.layers, name)(0.25).rate == 0.25
    assert keras.layers.GaussianNoise(0.25).stddev == 0.25
    for name in ["LSTM", "GRU", "SimpleRNN"]:
        for kind in [name, f"{name}Cell"]:
            layer = getattr(keras.layers, kind)(2, dropout=0.25, recurrent_dropout=0.5)
            assert (layer.dropout, layer.recurrent_dropout) == (0.25, 0.5)
    assert keras.layers.MultiHeadAttention(2, 2, dropout=0.25).dropout == 0.25
    for name in ["Attention", "AdditiveAttention"]:
        assert getattr(keras.layers, name)(dropout=0.25).dropout == 0.25


def test_check_unbuilt_model_has_no_penalties_yet(keras):
    """A model without `keras.Input` has no penalties until its first call."""

    class Subclassed(keras.Model):
        def __init__(self, layer):
            super().__init__()
            self.layer = layer

        def call(self, x):
            return self.layer(x)

    for make in [lambda layer: keras.Sequential([layer]), Subclassed]:
        model = make(dense(keras))
        assert model.losses == []
        model(ONE)
        assert numbers(model.losses) == [1.5]
    model = keras.Sequential([dense(keras)])
    model.build((None, 3))
    assert numbers(model.losses) == [1.5]


def test_check_a_strength_of_zero_still_counts(keras):
    """A regularizer of strength 0 adds an entry of 0 to `model.losses`."""
    assert numbers(stack(keras, dense(keras, strength=0.0)).losses) == [0]
