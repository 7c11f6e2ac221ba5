"""What docs/practice/neighbors.md says about Keras, asserted against Keras."""

import math

import numpy as np
import pytest

# Steps and sums in float32: relative rounding 6e-8, a few operations each.
ROUNDING = 1e-5


def replay(keras, values, *callbacks, model=None):
    """Train with these as `val_loss` and the epoch as weight; return the model."""

    class Replay(keras.callbacks.Callback):
        def on_epoch_end(self, epoch, logs=None):
            logs["val_loss"] = values[epoch]
            self.model.set_weights([np.array([[epoch + 1.0]])])

    if model is None:
        layer = keras.layers.Dense(1, use_bias=False)
        model = keras.Sequential([keras.Input((1,)), layer])
        model.compile(optimizer="sgd", loss="mse")
    x = np.ones((1, 1))
    epochs = len(values)
    model.fit(x, x, epochs=epochs, callbacks=[Replay(), *callbacks], verbose=0)
    return model


def stop_early(keras, values, **arguments):
    """How many epochs `EarlyStopping` trains, and from which the weights are."""
    stop = keras.callbacks.EarlyStopping(mode="min", **arguments)
    model = replay(keras, values, stop)
    return len(model.history.history["loss"]), model.get_weights()[0].item()


def to_numpy(keras, outputs):
    """The outputs as a NumPy array, whatever the backend."""
    return keras.ops.convert_to_numpy(outputs)


def images(keras):
    """A batch of sixteen random images."""
    return np.random.default_rng(0).random((16, 8, 8, 3)).astype("float32") * 255


def test_early_stopping_restores_at_the_end_of_fit(keras):
    """With `restore_best_weights=True`, the best weights come back at the end of `fit`,
    whether or not it stopped early.
    """
    for values, patience, epochs in [
        ([3, 1, 2, 2.5, 2.2], 9, 5),
        ([3, 1, 2, 2.5, 2.2], 3, 5),
        ([3, 1, 2, 2.5, 2.2], 2, 4),
        ([3, 2, 1.5, 1.7], 9, 4),
    ]:
        best = 1.0 + int(np.argmin(values))
        default = stop_early(keras, values, patience=patience)
        restore = stop_early(
            keras, values, patience=patience, restore_best_weights=True
        )
        assert default == (epochs, epochs)
        assert restore == (epochs, best)


def test_early_stopping_on_loss_restores_other_weights_than_it_measured(keras):
    """With `monitor="loss"`, the restored weights have a different loss from the best
    one that was shown.
    """
    x, y = np.ones((4, 1)), np.full((4, 1), 3.0)
    for rate in 0.1, 0.3:
        stop = keras.callbacks.EarlyStopping(
            monitor="loss", patience=9, restore_best_weights=True
        )
        # The third epoch makes it worse, so that there is something to restore.
        diverge = keras.callbacks.LearningRateScheduler(
            lambda epoch, _, rate=rate: rate if epoch < 2 else 9.0
        )
        layer = keras.layers.Dense(1, use_bias=False, kernel_initializer="zeros")
        model = keras.Sequential([keras.Input((1,)), layer])
        model.compile(optimizer=keras.optimizers.SGD(rate), loss="mse")
        settings = {"batch_size": 2, "epochs": 3, "verbose": 0}
        losses = model.fit(x, y, callbacks=[stop, diverge], **settings).history["loss"]
        # Each step leaves 1 - 2 * rate of the error: the mean of two steps, then after.
        error = 3 * (1 - 2 * rate) ** np.arange(5)
        best = (error[2] ** 2 + error[3] ** 2) / 2
        assert min(losses) == losses[1] == pytest.approx(best, rel=1e-4)
        after = model.evaluate(x, y, verbose=0)
        assert after == pytest.approx(error[4] ** 2, rel=1e-4)


def test_early_stopping_stops_at_the_epoch_of_its_patience(keras):
    """`patience=n` stops at the n-th epoch without improvement, and 0 works like 1."""
    values = [3, 1, 2, 2.5, 0.9, 2, 3, 4, 5, 6]
    for patience, epochs in [(0, 3), (1, 3), (2, 4), (3, 8), (4, 9)]:
        assert stop_early(keras, values, patience=patience)[0] == epochs


def test_early_stopping_min_delta_compares_with_the_best(keras):
    """An epoch counts as better if it beats the best one by more than `min_delta`."""
    values = [3, 2.9, 2.8, 2.7, 2.6, 2.5]
    # 2.8 is better than 3 by 0.2, and 2.6 than 2.8.
    slow = stop_early(keras, values, min_delta=0.15, patience=2)
    assert slow == (6, 6)
    assert stop_early(keras, values, min_delta=0.25, patience=2)[0] == 3
    assert stop_early(keras, values, min_delta=0.05)[0] == 6


def test_early_stopping_ignores_epochs_before_its_start(keras):
    """Epochs before `start_from_epoch` can't be the best ones and don't
    use up patience.
    """
    values = [1, 5, 4, 2, 3, 3.5]
    options = {"restore_best_weights": True}
    assert stop_early(keras, values, patience=2, **options) == (3, 1)
    late = stop_early(keras, values, patience=2, start_from_epoch=2, **options)
    assert late == (6, 4)
    # Over before it starts: nothing is restored.
    assert stop_early(keras, values[:3], start_from_epoch=5, **options) == (3, 3)


def test_early_stopping_counts_nan_as_no_improvement(keras):
    """A `val_loss` of NaN is no improvement, and after NaN in the first epoch, no later
    value is one either.
    """
    nan, options = math.nan, {"patience": 2, "restore_best_weights": True}
    assert stop_early(keras, [3, nan, nan, 1], **options) == (3, 1)
    assert stop_early(keras, [3, nan, 1, nan, 2], **options) == (5, 3)
    # NaN counts as the best, because there is nothing to compare it with.
    assert stop_early(keras, [nan, 3, 2, 1], **options) == (3, 1)
    start = {"start_from_epoch": 1, **options}
    assert stop_early(keras, [nan, 3, 2, 1], **start) == (4, 4)


@pytest.mark.since("3.15")
def test_early_stopping_starts_anew_in_each_fit(keras):
    """In the next `fit`, `EarlyStopping` forgets its best value, but `ModelCheckpoint`
    doesn't.
    """
    stop = keras.callbacks.EarlyStopping(
        mode="min", patience=9, restore_best_weights=True
    )
    model = replay(keras, [3, 1], stop)
    replay(keras, [2, 1.5, 1.7], stop, model=model)
    assert model.get_weights()[0] == 2


def test_checkpoint_keeps_the_best_in_its_file(keras, tmp_path):
    """With `save_best_only=True`, the file has the best weights and the model the last
    ones.
    """
    path = tmp_path / "best.keras"
    for only, weight in [(False, 4), (True, 2)]:
        checkpoint = keras.callbacks.ModelCheckpoint(
            path, mode="min", save_best_only=only
        )
        model = replay(keras, [3, 1, 2, 2.5], checkpoint)
        assert model.get_weights()[0] == 4
        assert keras.saving.load_model(path).get_weights()[0] == weight
    # The next `fit` has nothing better than 1.
    replay(keras, [1.8, 1.5, 1.7], checkpoint, model=model)
    assert keras.saving.load_model(path).get_weights()[0] == 2


def shrink(keras, *callbacks, epochs=5):
    """Train weights that start right, with a penalty that pulls them away."""
    layer = keras.layers.Dense(
        1,
        use_bias=False,
        kernel_initializer="ones",
        kernel_regularizer=keras.regularizers.L2(2.0),
    )
    model = keras.Sequential([keras.Input((3,)), layer])
    model.compile(optimizer=keras.optimizers.SGD(0.025), loss="mse", metrics=["mse"])
    x, y = np.eye(3), np.ones((3, 1))
    data = {"validation_data": (x, y), "epochs": epochs, "verbose": 0}
    history = model.fit(0 * x, y, callbacks=list(callbacks), **data).history
    assert (np.diff(history["val_loss"]) < 0).all()
    assert (np.diff(history["val_mse"]) > 0).all()
    return history


def test_plateau_on_val_loss_waits_for_the_penalty(keras):
    """With `val_loss`, `ReduceLROnPlateau` waits while the penalty keeps falling."""
    rates = {}
    for monitor in "val_loss", "val_mse":
        plateau = keras.callbacks.ReduceLROnPlateau(monitor, factor=0.5, patience=1)
        rates[monitor] = shrink(keras, plateau)["learning_rate"]
    assert rates["val_loss"] == pytest.approx([0.025] * 5)
    halves = 0.025 * 0.5 ** np.array([0, 0, 1, 2, 3])
    assert rates["val_mse"] == pytest.approx(halves)


def test_checkpoint_on_val_loss_takes_the_penalty_for_better(keras, tmp_path):
    """With `save_best_only`, monitoring `val_loss` saves a later epoch than monitoring
    the metric.
    """
    weights = {}
    for monitor in "val_loss", "val_mse":
        path = tmp_path / f"{monitor}.keras"
        checkpoint = keras.callbacks.ModelCheckpoint(
            path, monitor=monitor, save_best_only=True
        )
        shrink(keras, checkpoint)
        (kernel,) = keras.saving.load_model(path).get_weights()
        weights[monitor] = kernel[0, 0]
    # Each epoch takes a tenth: L2(2.0) with learning rate 0.025.
    assert weights["val_loss"] == pytest.approx(0.9**5, rel=ROUNDING)
    assert weights["val_mse"] == pytest.approx(0.9, rel=ROUNDING)


def augmentation_layers(keras):
    """Random layers for images, each strong enough to be seen."""
    layers = keras.layers
    later = {
        "RandomColorDegeneration": {"factor": 0.5},
        "RandomElasticTransform": {},
        "RandomGaussianBlur": {},
        "RandomInvert": {},
        "RandomPosterization": {"factor": 4},
    }
    return [
        *(
            getattr(layers, name)(seed=0, **options)
            for name, options in later.items()
            if hasattr(layers, name)
        ),
        layers.RandomFlip(seed=0),
        layers.RandomRotation(0.3, seed=0),
        layers.RandomZoom(0.3, seed=0),
        layers.RandomTranslation(0.3, 0.3, seed=0),
        layers.RandomContrast(0.5, seed=0),
        layers.RandomBrightness(0.5, seed=0),
        layers.RandomHue(0.5, seed=0),
        layers.RandomSaturation(0.5, seed=0),
        layers.RandomColorJitter(brightness_factor=0.5, seed=0),
        layers.RandomErasing(seed=0),
        layers.RandomGrayscale(0.5, seed=0),
        layers.RandomShear(0.3, 0.3, seed=0),
        layers.RandomPerspective(seed=0),
        layers.RandomSharpness(0.5, seed=0),
        layers.RandAugment(seed=0),
        layers.AugMix(seed=0),
        layers.MixUp(seed=0),
        layers.CutMix(seed=0),
    ]


def test_augmentation_is_on_in_a_plain_call(keras):
    """A plain `layer(x)` of a random image layer augments, unless `training=False`."""
    x = images(keras)
    for layer in augmentation_layers(keras):
        plain = to_numpy(keras, layer(x))
        off = to_numpy(keras, layer(x, training=False))
        assert not np.allclose(plain, x), layer
        assert off == pytest.approx(x), layer
    crop = keras.layers.RandomCrop(4, 4, seed=0)
    assert crop(x).shape == (16, 4, 4, 3)
    assert to_numpy(keras, crop(x, training=False)) == pytest.approx(x)


def changes(keras, model):
    """Which calls of a model with a RandomFlip change the images."""
    x = images(keras)
    model.compile(optimizer=keras.optimizers.SGD(0.0), loss="mse")
    history = model.fit(x, x, validation_data=(x, x), verbose=0).history
    return {
        "fit": history["loss"] != [0],
        "val": history["val_loss"] != [0],
        "evaluate": model.evaluate(x, x, verbose=0) != 0,
        "predict": not np.array_equal(model.predict(x, verbose=0), x),
        "call": not np.array_equal(to_numpy(keras, model(x)), x),
        "off": not np.array_equal(to_numpy(keras, model(x, training=False)), x),
    }


def same(keras):
    """A layer with a weight that returns its input."""
    return keras.layers.Dense(3, kernel_initializer="identity")


def test_augmentation_is_on_in_fit_and_off_in_predict(keras):
    """In a Sequential or functional model, `fit` and a plain `model(x)` augment, but
    `predict` doesn't.
    """
    layers = keras.layers
    inner = keras.Sequential([layers.RandomFlip(seed=0)])
    inputs = keras.Input((8, 8, 3))
    for model in [
        keras.Sequential(
            [keras.Input((8, 8, 3)), layers.RandomFlip(seed=0), same(keras)]
        ),
        keras.Model(inputs, same(keras)(inner(inputs))),
    ]:
        assert changes(keras, model) == {
            "fit": True,
            "val": False,
            "evaluate": False,
            "predict": False,
            "call": True,
            "off": False,
        }


def test_augmentation_does_not_depend_on_dropout(keras):
    """A Dropout layer before or after doesn't change whether images are augmented."""
    layers = keras.layers
    for order in [
        [layers.RandomFlip(seed=0), same(keras), layers.Dropout(0.0)],
        [layers.Dropout(0.0), layers.RandomFlip(seed=0), same(keras)],
        [
            keras.Sequential([layers.RandomFlip(seed=0), layers.Dropout(0.0)]),
            same(keras),
        ],
    ]:
        model = keras.Sequential([keras.Input((8, 8, 3)), *order])
        calls = changes(keras, model)
        assert calls == dict.fromkeys(calls, False) | {"fit": True, "call": True}
    # A rate above 0 drops in training only, and a plain call flips all the same.
    flip, drop = layers.RandomFlip(seed=0), layers.Dropout(0.5, seed=0)
    model = keras.Sequential([keras.Input((8, 8, 3)), flip, drop])
    x = images(keras) + 1
    assert not np.array_equal(to_numpy(keras, model(x)), x)
    assert (to_numpy(keras, model(x)) != 0).all()
    assert to_numpy(keras, model(x, training=False)) == pytest.approx(x)


def flip_models(keras):
    """Three models of one's own, which differ in what `call` does with `training`."""

    class Without(keras.Model):
        def __init__(self):
            super().__init__()
            self.flip = keras.layers.RandomFlip(seed=0)
            self.dense = same(keras)

        def call(self, x):
            return self.dense(self.flip(x))

    class Named(Without):
        def call(self, x, training=None):
            return self.dense(self.flip(x))

    class With(Without):
        def call(self, x, training=None):
            return self.dense(self.flip(x, training=training))

    return Without, Named, With


def test_augmentation_in_a_call_without_training_is_never_off(keras):
    """If a model's `call` has no `training` argument, `predict` and `evaluate` augment,
    too.
    """
    without, _, _ = flip_models(keras)
    results = changes(keras, without())
    assert results == dict.fromkeys(results, True) | {"off": False}


def test_augmentation_that_gets_training_is_off_in_inference(keras):
    """If `call` passes on `training=training`, only `fit` augments."""
    *_, forward = flip_models(keras)
    results = changes(keras, forward())
    assert results == dict.fromkeys(results, False) | {"fit": True}


@pytest.mark.backend("tensorflow", "torch")
def test_augmentation_needs_training_only_named(keras):
    """With TensorFlow and PyTorch, a `training` argument in `call` is enough to turn
    augmentation off in `predict`.
    """
    _, argument, _ = flip_models(keras)
    results = changes(keras, argument())
    assert results["fit"]
    assert not any(results[name] for name in ("predict", "evaluate", "val"))


@pytest.mark.backend("jax")
def test_augmentation_with_jax_needs_training_passed_on(keras):
    """With JAX, `predict` augments if `call` takes `training` but
    doesn't pass it on.
    """
    _, argument, _ = flip_models(keras)
    results = changes(keras, argument())
    assert all(results[name] for name in ("predict", "evaluate", "val"))


def test_augmentation_layers_keep_a_seed_state(keras):
    """A random image layer adds a seed state to `model.variables`, but no weights."""
    model = keras.Sequential(
        [keras.Input((8, 8, 3)), keras.layers.RandomFlip(), keras.layers.Dropout(0.5)]
    )
    names = [variable.name for variable in model.variables]
    assert names == ["seed_generator_state"] * 2
    assert model.weights == []
    for layer in augmentation_layers(keras):
        names = {variable.name for variable in layer.variables}
        assert names == {"seed_generator_state"}, layer
        assert layer.weights == []


def test_augmentation_in_a_pipeline_draws_in_each_epoch(keras):
    """Mapped over a `tf.data` dataset, a random layer augments
    differently in each epoch.
    """
    import tensorflow as tf

    x = images(keras)
    flip = keras.layers.RandomFlip(seed=0)
    data = tf.data.Dataset.from_tensor_slices(x).batch(16)
    batches = data.map(lambda batch: flip(batch, training=True))
    first, second = (next(iter(batches)).numpy() for _ in range(2))
    assert not np.array_equal(first, x)
    assert not np.array_equal(first, second)


def test_augmentation_in_a_pipeline_is_frozen_by_a_cache(keras):
    """Images augmented before `cache()` are the same in each epoch;
    after it, they differ.
    """
    import tensorflow as tf

    x = images(keras)
    flip = keras.layers.RandomFlip(seed=0)
    data = tf.data.Dataset.from_tensor_slices(x).batch(16)

    def epochs(dataset):
        """The images of two epochs."""
        return [next(iter(list(dataset))).numpy() for _ in range(2)]

    first, second = epochs(data.map(flip).cache())
    assert np.array_equal(first, second)
    assert not np.array_equal(first, x)
    first, second = epochs(data.cache().map(flip))
    assert not np.array_equal(first, second)


def test_mix_up_mixes_images_and_labels_alike(keras):
    """`MixUp` and `CutMix` mix images and one-hot labels of two examples, in training
    only.
    """
    x = images(keras)
    y = np.eye(4, dtype="float32")[np.arange(16) % 4]
    for layer in keras.layers.MixUp(seed=0), keras.layers.CutMix(seed=0):
        outputs = layer({"images": x, "labels": y})
        labels = to_numpy(keras, outputs["labels"])
        assert labels.sum(axis=1) == pytest.approx(1, rel=ROUNDING)
        assert ((labels > 0).sum(axis=1) <= 2).all()
        assert not np.allclose(labels, y)
        assert not np.allclose(to_numpy(keras, outputs["images"]), x)
        off = layer({"images": x, "labels": y}, training=False)
        assert (to_numpy(keras, off["labels"]) == y).all()
        assert (to_numpy(keras, off["images"]) == x).all()


def entropy(targets, outputs):
    """The mean cross-entropy."""
    return float(-(targets * np.log(outputs)).sum(axis=1).mean())


def test_label_smoothing_is_in_val_loss_and_not_in_metrics(keras):
    """`loss` and `val_loss` include label smoothing and penalties; metrics include
    neither.
    """
    x = np.random.default_rng(0).normal(size=(6, 2)).astype("float32")
    y = np.eye(3)[[0, 1, 2, 0, 1, 2]]
    for smoothing, strength in [(0.0, 0.1), (0.2, 0.0), (0.3, 0.5)]:
        layer = keras.layers.Dense(
            3, activation="softmax", kernel_regularizer=keras.regularizers.L2(strength)
        )
        model = keras.Sequential([keras.Input((2,)), layer])
        loss = keras.losses.CategoricalCrossentropy(label_smoothing=smoothing)
        metrics = ["categorical_crossentropy"]
        model.compile(keras.optimizers.SGD(0.0), loss, metrics=metrics)
        history = model.fit(x, y, validation_data=(x, y), verbose=0).history
        outputs = model.predict(x, verbose=0)
        targets = y * (1 - smoothing) + smoothing / 3
        penalty = strength * (model.get_weights()[0] ** 2).sum()
        for prefix in "", "val_":
            (total,) = history[f"{prefix}loss"]
            (metric,) = history[f"{prefix}categorical_crossentropy"]
            expected = entropy(targets, outputs) + penalty
            assert total == pytest.approx(expected, rel=ROUNDING)
            assert metric == pytest.approx(entropy(y, outputs), rel=ROUNDING)


def test_label_smoothing_is_least_at_the_smoothed_labels(keras):
    """The smoothed loss is smallest, but still positive, at the smoothed label."""
    y = np.eye(3)[[0, 1]]
    loss = keras.losses.CategoricalCrossentropy(label_smoothing=0.3)
    target = y * 0.7 + 0.1
    best = float(loss(y, target))
    assert best == pytest.approx(entropy(target, target), rel=ROUNDING)
    for confidence in 0.7, 0.75, 0.85, 0.99:
        outputs = y * confidence + (1 - y) * (1 - confidence) / 2
        assert float(loss(y, outputs)) > best + 1e-3


def test_label_smoothing_is_refused_by_the_sparse_loss(keras):
    """`SparseCategoricalCrossentropy(label_smoothing=…)` raises `TypeError`."""
    with pytest.raises(TypeError, match="label_smoothing"):
        keras.losses.SparseCategoricalCrossentropy(label_smoothing=0.1)
    for loss in keras.losses.CategoricalCrossentropy, keras.losses.BinaryCrossentropy:
        assert loss(label_smoothing=0.1).get_config()["label_smoothing"] == 0.1


def test_label_smoothing_of_integers_needs_one_hot(keras):
    """A loss function with `one_hot` smooths integer labels just like
    one-hot labels.
    """
    labels = np.array([0, 1, 2, 0])
    outputs = np.random.default_rng(0).dirichlet(np.ones(3), 4).astype("float32")

    def smooth(y_true, y_pred):
        flat = keras.ops.reshape(y_true, (-1,))
        one_hot = keras.ops.one_hot(flat, y_pred.shape[-1], dtype="float32")
        return keras.losses.categorical_crossentropy(
            one_hot, y_pred, label_smoothing=0.2
        )

    expected = entropy(np.eye(3)[labels] * 0.8 + 0.2 / 3, outputs)
    for y in labels, labels[:, None]:
        model = keras.Sequential([keras.Input((3,)), same(keras)])
        model.compile(keras.optimizers.SGD(0.0), smooth)
        loss = model.evaluate(outputs, y, verbose=0)
        assert loss == pytest.approx(expected, rel=ROUNDING)


def fit_logs(keras, **weights):
    """What `fit` shows for errors 4, 4, 4, 1 of classes 0, 0, 0, 1; penalty 3."""
    layer = keras.layers.Dense(
        1, kernel_initializer="ones", kernel_regularizer=keras.regularizers.L2(1.5)
    )
    model = keras.Sequential([keras.Input((2,)), layer])
    sgd = keras.optimizers.SGD(0.0)
    metrics = {"metrics": ["mse"], "weighted_metrics": ["mae"]}
    model.compile(optimizer=sgd, loss="mse", **metrics)
    x, y = np.ones((4, 2)), np.array([[0.0], [0.0], [0.0], [1.0]])
    valid = weights.pop("valid", ())
    data = {"validation_data": (x, y, *valid), "verbose": 0}
    history = model.fit(x, y, **data, **weights).history
    return {name: values[0] for name, values in history.items()}


def test_class_weight_scales_the_data_and_not_the_penalty(keras):
    """`class_weight` scales each example's loss, but neither the
    penalty nor metrics.
    """
    for zero, one in [(1, 1), (2, 2), (1, 10), (0, 1), (0.5, 0.25)]:
        logs = fit_logs(keras, class_weight={0: zero, 1: one})
        data = (3 * 4 * zero + 1 * one) / 4
        assert logs["loss"] == pytest.approx(data + 3, rel=ROUNDING)
        assert logs["mse"] == pytest.approx(13 / 4, rel=ROUNDING)


def test_class_weight_is_not_used_in_validation(keras):
    """`val_loss` ignores `class_weight`, but uses weights that
    `validation_data` contains.
    """
    logs = fit_logs(keras, class_weight={0: 1, 1: 10})
    assert logs["val_loss"] == pytest.approx(13 / 4 + 3, rel=ROUNDING)
    rows = np.array([1.0, 1.0, 1.0, 10.0])
    logs = fit_logs(keras, class_weight={0: 1, 1: 10}, valid=(rows,))
    assert logs["val_loss"] == pytest.approx(22 / 4 + 3, rel=ROUNDING)
    assert logs["val_loss"] == pytest.approx(logs["loss"], rel=ROUNDING)


def test_class_weight_is_for_fit_and_sample_weight_for_evaluate(keras):
    """`evaluate` refuses `class_weight` but accepts a weight for each example."""
    model = keras.Sequential(
        [
            keras.Input((1,)),
            keras.layers.Dense(
                1,
                kernel_initializer="ones",
                kernel_regularizer=keras.regularizers.L2(3.0),
            ),
        ]
    )
    model.compile(optimizer="sgd", loss="mse")
    x, y = np.array([[0.0], [1.0], [3.0]]), np.array([[0], [0], [1]])
    errors = (x - y).ravel() ** 2
    with pytest.raises((TypeError, ValueError), match="class_weight"):
        model.evaluate(x, y, class_weight={0: 1, 1: 10}, verbose=0)
    for weights in {0: 1.0, 1: 10.0}, {0: 0.5, 1: 2.0}:
        rows = np.array([weights[label] for label in y.ravel()])
        loss = model.evaluate(x, y, sample_weight=rows, verbose=0)
        assert loss == pytest.approx((rows * errors).mean() + 3, rel=ROUNDING)


def test_clipping_sees_the_penalty_and_not_the_decay(keras):
    """All three kinds of clipping clip a penalty's gradient, but none
    clips weight decay.
    """
    tens = keras.initializers.Constant(10)
    for clip, many, one in [
        ({}, 5, 5),
        # Each gradient is 2·0.25·10 = 5: norms 10 and 5, of both √125.
        ({"clipnorm": 1}, 9.5, 9),
        ({"clipvalue": 1}, 9, 9),
        ({"global_clipnorm": 1}, 10 - 5 / 125**0.5, 10 - 5 / 125**0.5),
    ]:
        for strength, decay in [(0.25, None), (0.0, 0.5)]:
            l2 = keras.regularizers.L2(strength)
            layers = [
                keras.layers.Dense(
                    1, use_bias=False, kernel_initializer=tens, kernel_regularizer=l2
                )
                for _ in range(2)
            ]
            model = keras.Sequential([keras.Input((4,)), *layers])
            sgd = keras.optimizers.SGD(1.0, weight_decay=decay, **clip)
            model.compile(optimizer=sgd, loss="mse")
            model.train_on_batch(np.zeros((1, 4)), np.zeros((1, 1)))
            weights = [kernel[0, 0] for kernel in model.get_weights()]
            expected = [5, 5] if decay else [many, one]
            assert weights == pytest.approx(expected, rel=ROUNDING), clip


def test_clipping_takes_one_kind(keras):
    """Passing two of `clipnorm`, `clipvalue`, and `global_clipnorm`
    raises `ValueError`.
    """
    kinds = ["clipnorm", "clipvalue", "global_clipnorm"]
    for first, second in [kinds[:2], kinds[1:], kinds[::2]]:
        with pytest.raises(ValueError, match="Only one of"):
            keras.optimizers.SGD(**{first: 1.0, second: 1.0})


@pytest.mark.backend("tensorflow", "jax")
def test_export_drops_nothing_and_has_no_penalties(keras, tmp_path):
    """In an exported model, dropout is off and there are no penalties."""
    import tensorflow as tf

    class AlwaysDropout(keras.layers.Dropout):
        def call(self, inputs):
            return super().call(inputs, training=True)

    x = np.random.default_rng(0).normal(size=(4, 50)).astype("float32")
    for dropout, draws in [
        (keras.layers.Dropout(0.5), False),
        (keras.layers.GaussianNoise(0.5), False),
        (AlwaysDropout(0.5), True),
    ]:
        dense = keras.layers.Dense(
            50,
            kernel_initializer="identity",
            kernel_regularizer="l2",
            activity_regularizer="l1",
        )
        model = keras.Sequential([keras.Input((50,)), dense, dropout])
        model(x)
        assert len(model.losses) == 2
        path = tmp_path / type(dropout).__name__
        model.export(path, verbose=False)
        artifact = tf.saved_model.load(path)
        first, second = (artifact.serve(x).numpy() for _ in range(2))
        assert np.allclose(first, x) is not draws
        assert np.array_equal(first, second) is not draws
        assert not hasattr(artifact, "losses")


@pytest.mark.backend("tensorflow", "jax")
def test_export_augments_unless_told_inference(keras, tmp_path):
    """An exported model augments, unless its endpoint says `training=False`."""
    import tensorflow as tf

    def inference(model):
        return lambda inputs: model(inputs, training=False)

    x = images(keras)
    without, _, forward = flip_models(keras)
    flip = keras.layers.RandomFlip(seed=0)
    sequential = keras.Sequential([keras.Input((8, 8, 3)), flip])
    for number, (model, draws) in enumerate(
        [(sequential, True), (without(), True), (forward(), False)]
    ):
        model(x)
        path = tmp_path / str(number)
        model.export(path, verbose=False)
        artifact = tf.saved_model.load(path)
        assert np.array_equal(artifact.serve(x).numpy(), x) is not draws
        archive = keras.export.ExportArchive()
        archive.track(model)
        archive.add_endpoint(
            name="serve",
            fn=inference(model),
            input_signature=[keras.InputSpec(shape=(None, 8, 8, 3), dtype="float32")],
        )
        path = tmp_path / f"inference{number}"
        archive.write_out(path, verbose=False)
        artifact = tf.saved_model.load(path)
        assert np.array_equal(artifact.serve(x).numpy(), x)
