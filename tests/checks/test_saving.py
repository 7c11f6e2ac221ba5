"""What docs/practice/saving.md says about Keras, asserted against Keras."""

import numpy as np
import pytest

from tests.checks.penalized_models import (
    ONE,
    ROUNDING,
    TARGETS,
    ZEROS,
    array,
    dense,
    numbers,
    pretrained_model,
    stack,
)


def test_saving_keeps_regularizers_rate_and_seed(keras, tmp_path):
    """A loaded model keeps its kernel, bias, and activity regularizers, dropout rate,
    and seed.
    """
    r, layers = keras.regularizers, keras.layers
    penalties = {
        "kernel_regularizer": r.L1(0.25),
        "bias_regularizer": r.L2(0.5),
        "activity_regularizer": r.L1L2(0.125, 2.0),
    }
    drops = [
        layers.Dropout(0.3, seed=7),
        layers.GaussianDropout(0.3, seed=7),
        layers.AlphaDropout(0.3, seed=7),
        layers.SpatialDropout1D(0.3, seed=7),
    ]
    path = tmp_path / "model.keras"
    for layer in (
        layers.Dense(2, **penalties),
        layers.Conv1D(2, 2, **penalties),
        layers.LSTM(2, return_sequences=True, dropout=0.3, seed=7, **penalties),
    ):
        inputs = keras.Input((4, 3))
        outputs = layer(inputs)
        for drop in drops:
            outputs = drop(outputs)
        keras.Model(inputs, outputs).save(path)
        _, layer, *loaded_drops = keras.saving.load_model(path).layers
        assert layer.kernel_regularizer.get_config() == {"l1": 0.25}
        assert layer.bias_regularizer.get_config() == {"l2": 0.5}
        assert layer.activity_regularizer.get_config() == {"l1": 0.125, "l2": 2.0}
        cell = getattr(layer, "cell", layer)
        assert cell.kernel.regularizer is cell.kernel_regularizer
        assert [(drop.rate, drop.seed) for drop in loaded_drops] == [(0.3, 7)] * 4
        if cell is not layer:
            assert (cell.dropout, cell.seed) == (0.3, 7)


def test_saving_keeps_regularizers_in_json(keras):
    """`model_from_json` also restores the regularizers, with new weights."""
    model = pretrained_model(keras, strength=0.5)
    copy = keras.models.model_from_json(model.to_json())
    expected = [0.5 * (weight**2).sum() for weight in copy.get_weights()]
    assert numbers(copy.losses) == pytest.approx(expected, rel=ROUNDING)
    assert (array(keras, copy(ONE)) != array(keras, model(ONE))).all()


def test_saving_starts_the_masks_of_a_seed_again(keras, tmp_path):
    """A loaded Dropout with a `seed` starts its sequence of masks again."""
    x = np.ones((1, 1000))
    model = keras.Sequential([keras.Input((1000,)), keras.layers.Dropout(0.5, seed=7)])
    first, second = (array(keras, model(x, training=True)) for _ in range(2))
    assert (first != second).any()
    assert set(np.unique(first)) == {0, 2}
    model.save(tmp_path / "model.keras")
    loaded = keras.saving.load_model(tmp_path / "model.keras")
    assert (array(keras, loaded(x, training=True)) == first).all()


def quartic(keras):
    """A regularizer class of one's own, which is not registered."""

    class Quartic(keras.regularizers.Regularizer):
        def __init__(self, strength):
            self.strength = strength

        def __call__(self, w):
            return self.strength * keras.ops.sum(w**4)

        def get_config(self):
            return {"strength": self.strength}

    return Quartic


def test_saving_a_regularizer_needs_get_config(keras, tmp_path):
    """A model with a custom regularizer class that lacks `get_config`
    can't be saved.
    """

    class Own(keras.regularizers.Regularizer):
        def __call__(self, w):
            return keras.ops.sum(w**4)

    model = stack(keras, dense(keras, kernel_regularizer=Own()))
    assert numbers(model.losses) == [3]
    with pytest.raises(NotImplementedError, match="get_config"):
        model.save(tmp_path / "model.keras")


def test_saving_own_class_loads_with_custom_objects(keras, tmp_path):
    """A custom class loads only if it is registered or named in `custom_objects`."""
    own, path = quartic(keras), tmp_path / "model.keras"
    stack(keras, dense(keras, kernel_regularizer=own(2.0))).save(path)
    with pytest.raises(TypeError):
        keras.saving.load_model(path)
    loaded = keras.saving.load_model(path, custom_objects={"Quartic": own})
    assert numbers(loaded.losses) == [6]
    with keras.saving.custom_object_scope({"Quartic": own}):
        assert numbers(keras.saving.load_model(path).losses) == [6]


def test_saving_registered_class_loads_by_itself(keras, tmp_path):
    """A class registered with `register_keras_serializable` loads without
    `custom_objects`.
    """
    own = keras.saving.register_keras_serializable("practice")(quartic(keras))
    path = tmp_path / "model.keras"
    stack(keras, dense(keras, kernel_regularizer=own(2.0))).save(path)
    loaded = keras.saving.load_model(path)
    assert numbers(loaded.losses) == [6]
    assert loaded.layers[0].kernel_regularizer.get_config() == {"strength": 2.0}


def test_saving_unregistered_class_cannot_be_cloned(keras):
    """`clone_model` refuses a custom class unless a `custom_object_scope` names it."""
    own = quartic(keras)
    model = stack(keras, dense(keras, kernel_regularizer=own(2.0)))
    with pytest.raises(TypeError):
        keras.models.clone_model(model)
    with keras.saving.custom_object_scope({"Quartic": own}):
        assert numbers(keras.models.clone_model(model).losses) == [6]


@pytest.mark.since("3.15")
def test_saving_a_function_needs_custom_objects(keras, tmp_path):
    """A function used as a regularizer loads if it is registered or named in
    `custom_objects`.
    """

    def cubic(w):
        return keras.ops.sum(keras.ops.absolute(w) ** 3)

    @keras.saving.register_keras_serializable("practice")
    def registered_cubic(w):
        return keras.ops.sum(keras.ops.absolute(w) ** 3)

    path = tmp_path / "model.keras"
    stack(keras, dense(keras, kernel_regularizer=cubic)).save(path)
    with pytest.raises(TypeError):
        keras.saving.load_model(path)
    loaded = keras.saving.load_model(path, custom_objects={"cubic": cubic})
    assert numbers(loaded.losses) == [3]
    stack(keras, dense(keras, kernel_regularizer=registered_cubic)).save(path)
    assert numbers(keras.saving.load_model(path).losses) == [3]


def test_saving_own_loss_needs_custom_objects_or_no_compile(keras, tmp_path):
    """A custom loss loads if `custom_objects` names it, or if you skip it with
    `compile=False`.
    """

    def cubic(y, prediction):
        return keras.ops.mean(keras.ops.absolute(y - prediction) ** 3, axis=-1)

    path = tmp_path / "model.keras"
    model = stack(keras, dense(keras))
    model.compile(optimizer="sgd", loss=cubic)
    model.train_on_batch(ONE, np.full((1, 1), 5.0))
    model.save(path)
    with pytest.raises(TypeError, match="Could not locate function 'cubic'"):
        keras.saving.load_model(path)
    loaded = keras.saving.load_model(path, custom_objects={"cubic": cubic})
    bare = keras.saving.load_model(path, compile=False)
    assert (loaded.loss, bare.compiled) == (cubic, False)
    for copy in loaded, bare:
        assert numbers(copy.losses) == numbers(model.losses)


@pytest.mark.since("3.15")
def test_saving_initializer_and_constraint_functions_need_custom_objects(
    keras, tmp_path
):
    """Functions used as initializers or constraints also need
    `custom_objects` to load.
    """

    def halves(shape, dtype=None):
        return keras.ops.full(shape, 0.5, dtype)

    def limit(w):
        return keras.ops.clip(w, -0.5, 0.5)

    register = keras.saving.register_keras_serializable("practice")
    for argument, function in [
        ("kernel_initializer", halves),
        ("kernel_constraint", limit),
    ]:
        path = tmp_path / f"{argument}.keras"
        model = stack(keras, keras.layers.Dense(1, **{argument: function}))
        model.save(path)
        with pytest.raises(TypeError):
            keras.saving.load_model(path)
        loaded = keras.saving.load_model(
            path, custom_objects={function.__name__: function}
        )
        assert getattr(loaded.layers[0], argument) is function
        register(function)
        model.save(path)
        loaded = keras.saving.load_model(path)
        assert getattr(loaded.layers[0], argument) is function


@pytest.mark.since("3.15")
def test_saving_a_lambda_warns_and_does_not_load(keras, tmp_path):
    """A lambda used as a regularizer gives a warning when saved, and doesn't load."""
    path = tmp_path / "model.keras"
    layer = dense(keras, kernel_regularizer=lambda w: keras.ops.sum(w**4))
    model = stack(keras, layer)
    assert numbers(model.losses) == [3]
    with pytest.warns(UserWarning, match="lambda"):
        model.save(path)
    modes = set()
    for safe in [True, False]:
        with pytest.raises(TypeError):
            keras.saving.load_model(path, safe_mode=safe)
        modes.add(safe)
    assert modes == {True, False}


def test_saving_weights_leaves_regularizers_out(keras, tmp_path):
    """A weights file has no regularizers, so the model that loads it keeps its own."""
    path = tmp_path / "model.weights.h5"
    model = stack(keras, dense(keras, strength=0.5, kernel_initializer="zeros"))
    model.layers[0].kernel.assign([[2.0]] * 3)
    assert numbers(model.losses) == [6]
    model.save_weights(path)
    penalties = []
    for strength in [None, 1.0]:
        other = stack(keras, dense(keras, strength=strength))
        other.load_weights(path)
        penalties.append(numbers(other.losses))
    assert penalties == [[], [12]]


def test_saving_l1_rounds_its_strength_to_float32(keras):
    """The configuration of `L1`, but not that of `L2`, rounds the
    strength to float32.
    """
    for strength in 0.1, 0.001, 0.3:
        l1 = keras.regularizers.L1(strength).get_config()["l1"]
        assert l1 == float(np.float32(strength)) != strength
        assert keras.regularizers.L2(strength).get_config() == {"l2": strength}
        both = keras.regularizers.L1L2(strength, strength).get_config()
        assert both == {"l1": strength, "l2": strength}


@pytest.mark.backend("tensorflow", "jax")
def test_saving_strength_attribute_changes_at_compile(keras):
    """With TensorFlow and JAX, a new `l2` on a regularizer that is already training
    takes effect only after `compile`.
    """
    l2 = keras.regularizers.L2(0.5)
    model = stack(keras, dense(keras, kernel_regularizer=l2))
    model.compile(keras.optimizers.SGD(0.0), "mse")
    losses = [model.train_on_batch(ZEROS, TARGETS)]
    l2.l2 = 1.0
    losses.append(model.train_on_batch(ZEROS, TARGETS))
    model.compile(keras.optimizers.SGD(0.0), "mse")
    losses.append(model.train_on_batch(ZEROS, TARGETS))
    assert numbers(losses) == [1.5, 1.5, 3.0]


@pytest.mark.backend("tensorflow", "torch")
def test_saving_strength_variable_changes_at_once(keras, tmp_path):
    """A strength in a `keras.Variable` can change between two steps of `fit`."""

    class Adjustable(keras.regularizers.Regularizer):
        def __init__(self, l2):
            self.l2 = keras.Variable(l2)

        def __call__(self, w):
            return self.l2 * keras.ops.sum(w**2)

        def get_config(self):
            return {"l2": float(self.l2)}

    own, path = Adjustable(0.0), tmp_path / "model.keras"
    model = stack(keras, dense(keras, kernel_regularizer=own))
    model.compile(keras.optimizers.SGD(0.0), "mse")
    callback = keras.callbacks.LambdaCallback(
        on_epoch_begin=lambda epoch, logs: own.l2.assign(0.5 * epoch)
    )
    history = model.fit(ZEROS, TARGETS, epochs=3, callbacks=[callback], verbose=0)
    assert history.history["loss"] == [0, 1.5, 3]
    # The regularizer's variable is none of the model's, and its config is current.
    assert len(model.variables) == 1
    model.save(path)
    loaded = keras.saving.load_model(path, custom_objects={"Adjustable": Adjustable})
    assert numbers(loaded.losses) == [3]
