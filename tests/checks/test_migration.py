"""What docs/practice/migrate.md says about Keras, asserted against Keras."""

import json

import numpy as np
import pytest


def binary_data(examples=60):
    """Return examples of three features, and labels that depend on two of them."""
    rng = np.random.default_rng(0)
    x = rng.normal(size=(examples, 3)).astype("float32")
    noise = rng.normal(size=examples)
    return x, (x[:, 0] + 0.5 * x[:, 1] + noise > 0).astype("float32")


def write_keras_2_file(path, regularizer):
    """Write what Keras 2 saved of a Dense layer and a Dropout, as `.h5`."""
    import h5py  # type: ignore[import-untyped]

    inputs = {"batch_input_shape": [None, 3], "dtype": "float32", "name": "input_1"}
    dense = {
        **{"name": "dense", "trainable": True, "dtype": "float32", "units": 2},
        **{"activation": "relu", "use_bias": True, "kernel_regularizer": regularizer},
        "kernel_initializer": {"class_name": "GlorotUniform", "config": {"seed": None}},
        "bias_initializer": {"class_name": "Zeros", "config": {}},
        **{"bias_regularizer": None, "activity_regularizer": None},
        **{"kernel_constraint": None, "bias_constraint": None},
    }
    dropout = {"name": "dropout", "rate": 0.3, "noise_shape": None, "seed": None}
    config = {
        "name": "sequential",
        "layers": [
            {"class_name": "InputLayer", "config": inputs},
            {"class_name": "Dense", "config": dense},
            {"class_name": "Dropout", "config": dropout},
        ],
    }
    with h5py.File(path, "w") as file:
        file.attrs["keras_version"] = "2.11.0"
        file.attrs["backend"] = "tensorflow"
        model = {"class_name": "Sequential", "config": config}
        file.attrs["model_config"] = json.dumps(model)
        weights = file.create_group("model_weights")
        weights.attrs["layer_names"] = [b"dense", b"dropout"]
        names = {"dense": [b"dense/kernel:0", b"dense/bias:0"], "dropout": []}
        for layer in "dense", "dropout":
            group = weights.create_group(layer)
            group.attrs["weight_names"] = np.array(names[layer], "S16")
        weights["dense"]["dense/kernel:0"] = np.full((3, 2), 2, "float32")
        weights["dense"]["dense/bias:0"] = np.array([1, -7], "float32")


def test_migration_old_argument_names_raise(keras):
    """`p`, `W_regularizer`, `dropout_U` and their like raise an error, and name it."""
    layers = keras.layers
    for old, error, message in (
        (lambda: layers.Dropout(p=0.5), TypeError, "'rate'"),
        (lambda: layers.Dropout(keep_prob=0.5), TypeError, "'rate'"),
        (lambda: layers.SpatialDropout1D(p=0.5), TypeError, "'p'"),
        (lambda: layers.GaussianDropout(p=0.5), TypeError, "'rate'"),
        (lambda: layers.GaussianNoise(sigma=0.5), TypeError, "'stddev'"),
        (lambda: layers.Dense(1, W_regularizer="l2"), ValueError, "'W_regularizer'"),
        (lambda: layers.Dense(1, b_regularizer="l2"), ValueError, "'b_regularizer'"),
        (lambda: layers.Dense(1, W_constraint="x"), ValueError, "'W_constraint'"),
        (lambda: layers.Embedding(3, 2, dropout=0.5), ValueError, "'dropout'"),
        (lambda: layers.LSTM(3, dropout_W=0.5), ValueError, "'dropout_W'"),
        (lambda: layers.LSTM(3, dropout_U=0.5), ValueError, "'dropout_U'"),
        (lambda: keras.optimizers.SGD(lr=0.1), ValueError, "'lr'"),
        (lambda: keras.optimizers.Adam(lr=0.1), ValueError, "'lr'"),
    ):
        with pytest.raises(error, match=message):
            old()


def test_migration_old_functions_are_gone(keras):
    """`activity_l2`, `K.learning_phase`, `K.sum`, and `optimizer.lr` are no more."""
    for place, name in (
        (keras.regularizers, "activity_l2"),
        (keras.regularizers, "WeightRegularizer"),
        (keras.backend, "learning_phase"),
        (keras.backend, "in_train_phase"),
        (keras.backend, "sum"),
        (keras.optimizers.SGD(), "lr"),
    ):
        with pytest.raises(AttributeError, match=name):
            getattr(place, name)
    for name in "Adam", "SGD":
        with pytest.raises(ImportError, match="not supported in Keras 3"):
            getattr(keras.optimizers.legacy, name)()


def test_migration_decay_of_an_optimizer_is_ignored(keras):
    """The argument `decay` warns, and the learning rate stays what it was."""
    for name in "SGD", "Adam", "RMSprop":
        with pytest.warns(UserWarning, match="no longer supported and will be ignored"):
            optimizer = getattr(keras.optimizers, name)(0.1, decay=0.5)
        without_decay = getattr(keras.optimizers, name)(0.1)
        weights = [keras.Variable([1.0]), keras.Variable([1.0])]
        for _ in range(10):
            optimizer.apply([keras.ops.ones(1)], weights[:1])
            without_decay.apply([keras.ops.ones(1)], weights[1:])
        first, second = (float(keras.ops.sum(each)) for each in weights)
        assert first == second
        assert first < 0.5
        assert float(optimizer.learning_rate) == pytest.approx(0.1)


def test_migration_inverse_time_decay_is_the_old_decay(keras):
    """`InverseTimeDecay(rate, 1, d)` is `rate / (1 + d * step)`, as `decay=d` was."""
    schedule = keras.optimizers.schedules.InverseTimeDecay(0.1, 1, 0.02)
    optimizer = keras.optimizers.SGD(schedule)
    weight, expected = keras.Variable([1.0]), 1.0
    for step in range(20):
        optimizer.apply([keras.ops.ones(1)], [weight])
        expected -= 0.1 / (1 + 0.02 * step)
    value = float(keras.ops.convert_to_numpy(weight.value)[0])
    assert value == pytest.approx(expected, abs=1e-5)


def test_migration_lr_is_an_attribute_without_effect(keras):
    """Setting `optimizer.lr` raises nothing and changes nothing."""
    for name in "SGD", "Adam":
        optimizer = getattr(keras.optimizers, name)(0.1)
        optimizer.lr = 5.0
        assert optimizer.lr == 5.0
        assert float(optimizer.learning_rate) == pytest.approx(0.1)
        optimizer.learning_rate = 5.0
        assert float(optimizer.learning_rate) == 5.0


def test_migration_tf_keras_regularizers_are_those_of_keras(keras):
    """`tf.keras.regularizers` has the same classes as `keras.regularizers`."""
    import tensorflow as tf

    for name in "Regularizer", "L1", "L2", "L1L2", "l1", "l2", "l1_l2":
        theirs = getattr(tf.keras.regularizers, name)
        assert theirs is getattr(keras.regularizers, name)
    assert tf.keras.__version__ == keras.__version__


def test_migration_backend_of_tf_keras_has_sum_but_no_phase(keras):
    """`tf.keras.backend` has `sum` and `square`, but no `learning_phase`."""
    import tensorflow as tf

    assert tf.keras.__version__ == keras.__version__
    backend = tf.keras.backend
    assert float(backend.sum(backend.square(np.array([1.0, 2.0])))) == 5.0
    for name in "learning_phase", "set_learning_phase", "in_train_phase":
        with pytest.raises(AttributeError, match=name):
            getattr(backend, name)


def test_migration_configurations_of_keras_2_load(keras):
    """The configuration of a regularizer in Keras 2 makes the same regularizer."""
    for name, config in (
        ("L2", {"l2": 0.25}),
        ("L1", {"l1": 0.25}),
        ("L1L2", {"l1": 0.0, "l2": 0.25}),
    ):
        old = {"class_name": name, "config": config}
        assert keras.regularizers.get(old).get_config() == config
        layer = keras.layers.Dense(1, kernel_regularizer=old)
        assert type(layer.kernel_regularizer).__name__ == name


def test_migration_h5_files_of_keras_2_keep_their_penalty(keras, tmp_path):
    """A `.h5` file in the format of Keras 2 loads with its penalty and its rate."""
    for name, config, penalty in (
        ("L2", {"l2": 0.25}, 0.25 * 4),
        ("L1", {"l1": 0.25}, 0.25 * 2),
        ("L1L2", {"l1": 0.5, "l2": 0.25}, 0.5 * 2 + 0.25 * 4),
    ):
        path = tmp_path / f"{name}.h5"
        write_keras_2_file(path, {"class_name": name, "config": config})
        model = keras.models.load_model(path)
        assert [float(each) for each in model.losses] == [6 * penalty]
        assert model.layers[-1].rate == 0.3
        assert model.predict(np.ones((1, 3)), verbose=0).tolist() == [[7.0, 0.0]]


def test_migration_h5_files_with_mse_need_compile_false(keras, tmp_path):
    """A `.h5` file of a model compiled with `"mse"` loads only without compiling."""
    l2 = keras.regularizers.L2(0.25)
    for loss in "mse", "mae":
        twos = keras.initializers.Constant(2.0)
        layer = keras.layers.Dense(2, kernel_initializer=twos, kernel_regularizer=l2)
        model = keras.Sequential([keras.Input((3,)), layer, keras.layers.Dropout(0.3)])
        model.compile(loss=loss)
        path = tmp_path / f"{loss}.h5"
        model.save(path)
        with pytest.raises(ValueError, match=f"keras.metrics.{loss}"):
            keras.models.load_model(path)
        loaded = keras.models.load_model(path, compile=False)
        assert [float(each) for each in loaded.losses] == [0.25 * 6 * 4]
        assert loaded.layers[-1].rate == 0.3


def test_migration_l2_loss_of_tensorflow_is_half(keras):
    """`tf.nn.l2_loss` is half the sum of squares, half of `L2(1.0)`."""
    import tensorflow as tf

    rng = np.random.default_rng(0)
    for shape in (5,), (3, 4):
        weights = rng.normal(size=shape).astype("float32")
        theirs = float(tf.nn.l2_loss(weights))
        assert theirs == pytest.approx((weights**2).sum() / 2, rel=1e-5)
        ours = float(keras.regularizers.L2(0.5)(weights))
        assert ours == pytest.approx(theirs, rel=1e-5)


def test_migration_c_of_logistic_regression_is_one_over_2nc(keras, sklearn):
    """`LogisticRegression(C=c)` of n examples is `L2(1 / (2 * n * c))`."""
    for examples, c in (60, 0.1), (30, 1.0):
        x, y = binary_data(examples)
        theirs = sklearn.linear_model.LogisticRegression(C=c, tol=1e-8).fit(x, y)
        l2 = keras.regularizers.L2(1 / (2 * examples * c))
        layer = keras.layers.Dense(1, kernel_regularizer=l2)
        model = keras.Sequential([keras.Input((3,)), layer])
        loss = keras.losses.BinaryCrossentropy(from_logits=True)
        model.compile(keras.optimizers.SGD(1.0), loss)
        model.fit(x, y, batch_size=examples, epochs=300, verbose=0)
        kernel, bias = layer.get_weights()
        assert kernel[:, 0] == pytest.approx(theirs.coef_[0], abs=1e-3)
        assert bias[0] == pytest.approx(theirs.intercept_[0], abs=1e-3)


@pytest.mark.parametrize("batch_size", [60, 20])
def test_migration_alpha_of_mlp_is_divided_by_the_batch(keras, batch_size):
    """`MLPClassifier(alpha=a)` is `L2(a / (2 * batch_size))` in each of its steps."""
    from sklearn.neural_network import MLPClassifier

    x, y = binary_data(60)
    theirs = MLPClassifier(
        [4],
        alpha=5.0,
        solver="sgd",
        learning_rate_init=0.1,
        momentum=0.0,
        batch_size=batch_size,
        shuffle=False,
        random_state=0,
    )
    theirs.partial_fit(x, y, classes=[0, 1])
    (hidden, out), (hidden_bias, out_bias) = theirs.coefs_, theirs.intercepts_
    start = [np.copy(each) for each in (hidden, hidden_bias, out, out_bias)]
    for _ in range(3):
        theirs.partial_fit(x, y)
    l2 = keras.regularizers.L2(5.0 / (2 * batch_size))
    layers = keras.layers
    model = keras.Sequential(
        [
            keras.Input((3,)),
            layers.Dense(4, activation="relu", kernel_regularizer=l2),
            layers.Dense(1, activation="sigmoid", kernel_regularizer=l2),
        ]
    )
    model.set_weights(start)
    model.compile(keras.optimizers.SGD(0.1), "binary_crossentropy")
    model.fit(x, y, batch_size=batch_size, epochs=3, shuffle=False, verbose=0)
    assert model.get_weights()[0] == pytest.approx(theirs.coefs_[0], abs=1e-5)
