"""What docs/dropout/seeds.md says about Keras, asserted against Keras."""

import itertools

import numpy as np
import pytest


def draw(keras, layer, x, training=True):
    """The layer's output on ``x`` as a NumPy array of the same shape."""
    return keras.ops.convert_to_numpy(layer(x, training=training))


def ones(keras):
    """A Dense layer that starts as the identity of one unit."""
    return keras.layers.Dense(1, kernel_initializer="ones")


def state(keras, layer):
    """The state of a layer's random generator: seed and count."""
    return keras.ops.convert_to_numpy(layer.seed_generator.state.value).tolist()


def test_dropout_state_counts_the_training_calls(keras):
    """The state consists of the seed and a count, which only calls in training advance.

    With PyTorch, the count of a layer without a `seed` stays at 0.
    """
    x = np.ones((60, 1))
    for given in (7, None):
        if given is None and keras.config.backend() == "torch":
            continue
        layer = keras.layers.Dropout(0.5, seed=given)
        model = keras.Sequential([keras.Input((1,)), layer, ones(keras)])
        model.compile(loss="mse")
        seed, count = state(keras, layer)
        assert count == 0
        assert given in (seed, None)
        assert (keras.ops.convert_to_numpy(model(x)) == 1).all()
        assert (model.predict(x, verbose=0) == 1).all()
        assert model.evaluate(x, x, verbose=0) == 0.0
        assert state(keras, layer) == [seed, 0]
        assert set(np.unique(draw(keras, model, x))) == {0.0, 2.0}
        assert state(keras, layer) == [seed, 1]
        # Validation counts nothing either.
        model.fit(x, x, validation_data=(x, x), batch_size=20, epochs=2, verbose=0)
        assert state(keras, layer) == [seed, 1 + 3 * 2]
        for shape in ((3,), (2, 3, 4)):
            count = state(keras, layer)[1]
            layer(np.ones(shape), training=False)
            layer(np.ones(shape), training=True)
            assert state(keras, layer) == [seed, count + 1]


def test_dropout_state_can_be_set_back(keras):
    """Setting the state back to the seed and 0 repeats the masks from the start.

    With PyTorch, this works only for a layer with a `seed`.
    """
    x = np.ones((1, 1000))
    for given in (7, None):
        if given is None and keras.config.backend() == "torch":
            continue
        layer = keras.layers.Dropout(0.5, seed=given)
        seed = given or state(keras, layer)[0]
        first, second = draw(keras, layer, x), draw(keras, layer, x)
        assert set(np.unique(first)) == set(np.unique(second)) == {0.0, 2.0}
        assert (first != second).any()
        layer.seed_generator.state.assign([seed, 1])
        assert (draw(keras, layer, x) == second).all()
        layer.seed_generator.state.assign([seed, 0])
        assert (draw(keras, layer, x) == first).all()
        assert (draw(keras, layer, x) == second).all()


def test_dropout_state_is_not_saved(keras, tmp_path):
    """A saved model keeps rate and seed but not the count, so its masks start again."""
    x = np.ones((1, 1000))
    for rate, seed, name in ((0.3, 7, "model.keras"), (0.6, 0, "model.h5")):
        drop = keras.layers.Dropout(rate, seed=seed)
        model = keras.Sequential([keras.Input((1000,)), drop])
        first, second = draw(keras, model, x), draw(keras, model, x)
        model.save(tmp_path / name)
        loaded = keras.saving.load_model(tmp_path / name)
        layer = loaded.layers[0]
        assert (layer.rate, layer.seed) == (rate, seed)
        assert state(keras, layer) == [seed, 0]
        assert state(keras, model.layers[0]) == [seed, 2]
        assert (draw(keras, loaded, x) == first).all()
        assert (draw(keras, loaded, x) == second).all()


def test_dropout_without_seed_gets_a_new_one_when_loaded(keras, tmp_path):
    """A layer without a `seed` gets a new random seed when its model is loaded.

    It gets the same one each time if you call `set_random_seed` with the same number
    first.
    """
    model = keras.Sequential([keras.Input((1000,)), keras.layers.Dropout(0.5)])
    model.save(tmp_path / "model.keras")
    x = np.ones((1, 1000))
    for global_seeds, repeat in (
        ((None, None), False),
        ((3, 4), False),
        ((3, 3), True),
    ):
        seeds, masks = [state(keras, model.layers[0])[0]], [draw(keras, model, x)]
        for seed in global_seeds:
            if seed is not None:
                keras.utils.set_random_seed(seed)
            loaded = keras.saving.load_model(tmp_path / "model.keras")
            assert loaded.layers[0].seed is None
            seeds.append(state(keras, loaded.layers[0])[0])
            masks.append(draw(keras, loaded, x))
        assert len(set(seeds)) == len(seeds) - repeat
        assert (masks[0] != masks[1]).any()
        assert (masks[1] == masks[2]).all() == repeat


def train(keras, x, start, steps, file=None, rate=0.001):
    """Train on one batch, from a saved model or a new one, with SGD, else Adam."""
    model = keras.saving.load_model(file) if file else None
    if model is None:
        model = keras.Sequential(
            [keras.Input((50,)), keras.layers.Dropout(0.5, seed=7), ones(keras)]
        )
        optimizers = keras.optimizers
        optimizer = optimizers.SGD(rate) if rate else optimizers.Adam()
        model.compile(optimizer=optimizer, loss="mse")
    if start:
        model.layers[0].seed_generator.state.assign([7, start])
    for _ in range(steps):
        model.train_on_batch(x, np.zeros((4, 1)))
    return model


def test_dropout_resumed_training_goes_on_if_the_state_is_set(keras, tmp_path):
    """Training resumed from a file continues bit for bit only if you
    also set the count.
    """
    x, file = np.random.default_rng(0).random((4, 50)), tmp_path / "model.keras"
    adam = [train(keras, x, 0, 4, rate=None).get_weights()[0]]
    train(keras, x, 0, 2, rate=None).save(file)
    adam += [train(keras, x, start, 2, file).get_weights()[0] for start in (0, 2)]
    assert (adam[1] != adam[0]).any()
    assert (adam[2] == adam[0]).all()
    whole = train(keras, x, 0, 4).get_weights()[0]
    train(keras, x, 0, 2).save(file)
    restart = train(keras, x, 0, 2, file).get_weights()[0]
    exact = train(keras, x, 2, 2, file).get_weights()[0]
    assert (restart != whole).any()
    assert (exact == whole).all()
    # The steps computed by hand, each with the next mask of the seed.
    drop, kernel, bias = keras.layers.Dropout(0.5, seed=7), np.ones((50, 1)), 0.0
    for _ in range(4):
        inputs = draw(keras, drop, x)
        slope = 2 * (inputs @ kernel + bias) / 4
        kernel = kernel - 0.001 * inputs.T @ slope
        bias = bias - 0.001 * slope.sum()
    assert np.allclose(whole, kernel, rtol=1e-5)


@pytest.mark.backend("tensorflow", "jax")
def test_dropout_set_random_seed_fixes_layers_created_after_it(keras):
    """`set_random_seed` fixes the masks only of layers created after it."""
    x = np.ones((1, 1000))

    def mask(before, kind):
        early = kind(0.5)
        keras.utils.set_random_seed(3)
        return draw(keras, early if before else kind(0.5), x)

    def repeats(before, kind):
        first, second = mask(before, kind), mask(before, kind)
        assert (first != x).any()
        assert (second != x).any()
        return (first == second).all()

    for kind in (keras.layers.Dropout, keras.layers.GaussianDropout):
        assert repeats(before=False, kind=kind)
        assert not repeats(before=True, kind=kind)


def test_dropout_without_seed_draws_its_own_masks(keras):
    """Two layers without a `seed` use different masks, even after `set_random_seed`."""
    x = np.ones((1, 1000))
    for seed in (None, 0, 1):
        if seed is not None:
            keras.utils.set_random_seed(seed)
        layers = [keras.layers.Dropout(0.5) for _ in range(4)]
        masks = [draw(keras, layer, x) for layer in layers]
        assert set(np.unique(masks)) == {0.0, 2.0}
        for first, second in itertools.combinations(masks, 2):
            assert (first != second).any()


def test_dropout_added_layer_changes_later_seeds(keras):
    """After `set_random_seed`, adding a layer before others changes their masks."""
    x = np.ones((1, 1000))

    def masks(layers):
        keras.utils.set_random_seed(0)
        dropouts = [keras.layers.Dropout(0.5) for _ in range(layers)]
        return np.array([draw(keras, layer, x) for layer in dropouts])

    two, three = masks(2), masks(3)
    assert set(np.unique(two)) == set(np.unique(three)) == {0.0, 2.0}
    assert (two == three[:2]).all()
    assert (two[-1] != three[-1]).any()


def test_dropout_layers_in_a_row_with_one_seed_drop_the_same(keras):
    """Two layers in a row with the same `seed` drop exactly the same units."""
    n = 100_000
    for rate, scale in ((0.5, 2), (0.75, 4)):
        a, b = (keras.layers.Dropout(rate, seed=0) for _ in range(2))
        y = draw(keras, b, draw(keras, a, np.ones((1, n))))
        assert set(np.unique(y)) == {0.0, scale**2}
        # 5 standard errors of a share; with two seeds it would be its square.
        error = (rate * (1 - rate) / n) ** 0.5
        assert abs((y != 0).mean() - (1 - rate)) < 5 * error


def test_dropout_takes_a_python_integer_as_seed(keras):
    """`seed` takes a Python integer, while a `SeedGenerator` or a NumPy integer raises
    `ValueError`.
    """

    def layer(seed):
        return keras.layers.Dropout(0.5, seed=seed)

    assert layer(3).seed == 3
    assert set(np.unique(draw(keras, layer(3), np.ones((1, 1000))))) == {0.0, 2.0}
    integers = (np.int32(3), np.int64(3), np.uint8(3), np.array(3))
    for seed in (keras.random.SeedGenerator(3), *integers, 3.0, "3"):
        with pytest.raises(ValueError, match="must be an integer"):
            layer(seed)


def test_dropout_function_advances_a_shared_seed_generator(keras):
    """`keras.random.dropout` repeats its mask with an integer seed, but not with a
    generator.
    """

    def mask(seed):
        y = keras.random.dropout(keras.ops.ones((1, 1000)), 0.5, seed=seed)
        return keras.ops.convert_to_numpy(y)

    generator = keras.random.SeedGenerator(3)
    first, second = mask(generator), mask(generator)
    assert (first != second).any()
    assert (mask(3) == mask(3)).all()
    assert (mask(3) == first).all()


def test_dropout_layer_used_twice_draws_twice(keras):
    """A layer that a model uses in two places has a different mask in each."""
    for seed in (7, None):
        layer, inputs = keras.layers.Dropout(0.5, seed=seed), keras.Input((1000,))
        model = keras.Model(inputs, [layer(inputs), layer(inputs)])
        outputs = model(np.ones((1, 1000)), training=True)
        a, b = (keras.ops.convert_to_numpy(y) for y in outputs)
        assert set(np.unique(a)) == set(np.unique(b)) == {0.0, 2.0}
        assert (a != b).any()
        if seed is not None:
            assert state(keras, layer) == [seed, 2]


def kernel_after_fit(keras, seed, kernel=None, mask=None, shuffle=True):
    """The weights of a small network after two epochs; layers seeded if you say so."""
    keras.utils.set_random_seed(seed)
    start = keras.initializers.GlorotUniform(seed=kernel)
    model = keras.Sequential(
        [
            keras.Input((8,)),
            keras.layers.Dropout(0.5, seed=mask),
            keras.layers.Dense(1, kernel_initializer=start),
        ]
    )
    model.compile(optimizer="adam", loss="mse")
    x = np.random.default_rng(0).random((64, 8))
    model.fit(x, x[:, :1], batch_size=16, epochs=2, shuffle=shuffle, verbose=0)
    return model.get_weights()[0]


def test_dropout_fit_repeats_after_set_random_seed(keras):
    """`set_random_seed` before the model makes a whole `fit` repeat bit for bit."""
    a, b, c = (kernel_after_fit(keras, seed) for seed in (5, 5, 6))
    assert (a == b).all()
    assert (a != c).any()


def test_dropout_seed_does_not_fix_start_and_order(keras):
    """To repeat a `fit` with `seed`, you also need seeds in the initializers and no
    shuffling.
    """

    def repeats(**arguments):
        a, b = (kernel_after_fit(keras, seed, **arguments) for seed in (5, 6))
        return (a == b).all()

    settings = {"mask": 0, "kernel": 1, "shuffle": False}
    assert repeats(**settings)
    for key in settings:
        rest = {name: value for name, value in settings.items() if name != key}
        assert not repeats(**rest)
