"""What docs/dropout/relatives.md says about Keras, asserted against Keras."""

import math

import numpy as np
import pytest

# The value of a unit that AlphaDropout drops: the negative limit of selu.
SELU_LIMIT = -1.6732632423543772 * 1.0507009873554805


def draw(keras, layer, x, training=True):
    """The layer's output on ``x`` as a NumPy array of the same shape."""
    return keras.ops.convert_to_numpy(layer(x, training=training))


def noise_layers(keras, rate=0.5, **arguments):
    """One of each, with inputs of ones that it takes."""
    one, two, three = (
        np.ones((2, 50, 9)),
        np.ones((2, 5, 5, 9)),
        np.ones((2,) * 4 + (9,)),
    )
    layers = keras.layers
    return [
        (layers.SpatialDropout1D(rate, **arguments), one),
        (layers.SpatialDropout2D(rate, **arguments), two),
        (layers.SpatialDropout3D(rate, **arguments), three),
        (layers.Dropout(rate, noise_shape=(None, 1, None), **arguments), one),
        (layers.GaussianDropout(rate, **arguments), one),
        (layers.GaussianNoise(rate, **arguments), one),
        (layers.AlphaDropout(rate, **arguments), one),
    ]


def alpha_scale(rate):
    """The factor a and the shift b of AlphaDropout (Klambauer et al., 2017)."""
    a = ((1 - rate) * (1 + rate * SELU_LIMIT**2)) ** -0.5
    return a, -a * rate * SELU_LIMIT


def test_spatial_dropout_drops_whole_channels(keras):
    """`SpatialDropout1D`, `2D`, and `3D` drop a channel everywhere or nowhere."""
    layers = keras.layers
    for layer, places in (
        (layers.SpatialDropout1D(0.5, seed=0), (9,)),
        (layers.SpatialDropout2D(0.5, seed=0), (4, 3)),
        (layers.SpatialDropout3D(0.5, seed=0), (4, 3, 2)),
    ):
        y = draw(keras, layer, np.ones((4, *places, 20)))
        first = y.reshape(4, -1, 20)[:, :1]
        assert (y.reshape(4, -1, 20) == first).all()
        assert set(np.unique(y)) == {0.0, 2.0}


def test_spatial_dropout_draws_each_channel_of_each_sample(keras):
    """Each channel of each sample is dropped independently, with probability `rate`."""
    p, samples, channels = 0.2, 200, 500
    layer = keras.layers.SpatialDropout1D(p, seed=0)
    y = draw(keras, layer, np.ones((samples, 3, channels)))[:, 0]
    assert np.allclose(np.unique(y), [0, 1 / (1 - p)])
    zeros = y == 0
    variance = p * (1 - p)
    # 5 standard errors of a share over all draws.
    assert abs(zeros.mean() - p) < 5 * (variance / zeros.size) ** 0.5
    # Counts of independent draws are binomial: 5 standard errors of a variance.
    for axis, size in ((0, samples), (1, channels)):
        counts = zeros.sum(axis=axis)
        error = size * variance * (2 / len(counts)) ** 0.5
        assert abs(counts.var() - size * variance) < 5 * error


def test_spatial_dropout_follows_the_data_format(keras):
    """With `data_format="channels_first"` the channels are axis 1."""
    layers = keras.layers
    for kind, places in (
        (layers.SpatialDropout2D, (4, 3)),
        (layers.SpatialDropout3D, (4, 3, 2)),
    ):
        x = np.ones((4, 20, *places))
        first = draw(keras, kind(0.5, data_format="channels_first", seed=0), x)
        channels = first.reshape(4, 20, -1)
        assert (channels == channels[:, :, :1]).all()
        assert set(np.unique(first)) == {0.0, 2.0}
        last = draw(keras, kind(0.5, data_format="channels_last", seed=0), x)
        channels = last.reshape(4, -1, places[-1])
        assert (channels == channels[:, :1]).all()
        assert set(np.unique(last)) == {0.0, 2.0}


def test_spatial_dropout_needs_the_rank_of_its_name(keras):
    """`SpatialDropout1D`, `2D`, and `3D` take only inputs with 3, 4, and 5 axes,
    respectively.
    """
    layers = keras.layers
    for layer, rank in (
        (layers.SpatialDropout1D(0.5), 3),
        (layers.SpatialDropout2D(0.5), 4),
        (layers.SpatialDropout3D(0.5), 5),
    ):
        y = draw(keras, layer, np.ones((9,) * rank))
        assert y.shape == (9,) * rank
        assert set(np.unique(y)) == {0.0, 2.0}
        for other in (rank - 1, rank + 1):
            with pytest.raises(ValueError, match="ndim"):
                layer(np.ones((2,) * other))


def test_spatial_dropout_noise_survives_average_pooling(keras):
    """Averaging n places divides the variance from `Dropout` by n, but not the variance
    from spatial dropout.
    """
    p, samples, side = 0.2, 2000, 8
    x = np.ones((samples, side, side, 1))
    pool = keras.layers.GlobalAveragePooling2D()
    plain = keras.layers.Dropout(p, seed=0)(x, training=True)
    spatial = keras.layers.SpatialDropout2D(p, seed=0)(x, training=True)
    variance = p / (1 - p)
    expected = variance / side**2
    # 5 standard errors of the variance of a nearly normal mean.
    result = draw(keras, pool, plain).var()
    assert abs(result - expected) < 5 * expected * (2 / samples) ** 0.5
    # 5 standard errors of the variance of 0 or 1 / (1 - p).
    error = abs(1 - 2 * p) * (p * (1 - p) / samples) ** 0.5 / (1 - p) ** 2
    assert abs(draw(keras, pool, spatial).var() - variance) < 5 * error


@pytest.mark.parametrize("p", [0.2, 0.5])
def test_spatial_dropout_noise_is_at_most_root_n_times_that_of_dropout(keras, p):
    """After averaging n places, `Dropout` leaves sqrt(sum x^2) / |sum x| of the noise
    of spatial dropout.

    For values of one sign, that is between 1 / sqrt(n) and 1; for others, it can exceed
    1.
    """
    samples = 4000
    pool = keras.layers.GlobalAveragePooling2D()
    for places, low, high in (
        ([1, 1, 1, 1], 0.5, 0.5),
        ([1, 2, 3, 4], 0.5, 1),
        ([-1, -2, -3, -4], 0.5, 1),
        ([0, 0, 3, 0], 1, 1),
        ([2, -1, 1, -1], 1, 3),
    ):
        x = np.reshape(places, (1, 2, 2, 1)).repeat(samples, axis=0).astype("float32")
        plain, spatial = (
            draw(keras, pool, kind(p, seed=0)(x, training=True)).std()
            for kind in (keras.layers.Dropout, keras.layers.SpatialDropout2D)
        )
        ratio = np.sum(np.square(places)) ** 0.5 / abs(np.sum(places))
        assert low <= ratio <= high
        # Five standard errors: the kurtosis of a mask is 1 / (p (1 - p)) - 3, that of a
        # sum is between it and 3, and the two errors of a variance halve in its root.
        kurtosis = max(3, 1 / (p * (1 - p)) - 3)
        error = 5 * ((kurtosis - 1) / samples) ** 0.5
        assert plain / spatial == pytest.approx(ratio, rel=error)


def test_noise_shape_equals_spatial_dropout(keras):
    """`Dropout` with a `noise_shape` of 1 along each spatial axis gives the same masks
    as SpatialDropout.
    """
    layers = keras.layers
    for spatial, shape in (
        (layers.SpatialDropout1D, (4, 9, 20)),
        (layers.SpatialDropout2D, (4, 3, 3, 20)),
        (layers.SpatialDropout3D, (4, 3, 3, 2, 20)),
    ):
        noise_shape = (None, *(1 for _ in shape[1:-1]), None)
        x = np.random.default_rng(0).normal(size=shape)
        for rate in (0.5, 0.2):
            a = draw(keras, spatial(rate, seed=0), x)
            same = layers.Dropout(rate, noise_shape=noise_shape, seed=0)
            plain = draw(keras, layers.Dropout(rate, seed=0), x)
            assert (a == 0).any()
            assert (a == draw(keras, same, x)).all()
            assert (a != plain).any()


def test_noise_shape_one_shares_the_draw_along_the_axis(keras):
    """A 1 in `noise_shape` shares the mask along that axis; the other axes have a mask
    for each entry.
    """
    x = np.ones((6, 7, 8))
    for axis in range(3):
        shape = [None] * 3
        shape[axis] = 1
        y = draw(keras, keras.layers.Dropout(0.5, noise_shape=shape, seed=0), x)
        assert set(np.unique(y)) == {0.0, 2.0}
        for other in range(3):
            same = (y == y.take([0], axis=other)).all()
            assert same == (other == axis)


def test_noise_shape_none_takes_the_size_of_the_input(keras):
    """`None` in `noise_shape` fits every batch, but a number fits only a batch of that
    size.

    With TensorFlow, a batch of one row passes, and is repeated for each mask.
    """
    free = keras.layers.Dropout(0.5, noise_shape=(None, 1))
    exact = keras.layers.Dropout(0.5, noise_shape=(40, 1))
    for layer, batch in ((free, 40), (free, 30), (exact, 40)):
        y = draw(keras, layer, np.ones((batch, 5)))
        assert (y == y[:, :1]).all()
        assert y.shape == (batch, 5)
        assert set(np.unique(y)) == {0.0, 2.0}
    # Which error it is depends on the backend.
    for batch in (30, 41, 1):
        if batch == 1 and keras.config.backend() == "tensorflow":
            y = draw(keras, exact, np.ones((batch, 5)))
            assert y.shape == (40, 5)
            continue
        with pytest.raises(Exception, match=r"(?i)broadcast|shape|size"):
            exact(np.ones((batch, 5)), training=True)


def test_noise_shape_with_fewer_axes_means_the_last_ones(keras):
    """A `noise_shape` with fewer axes shares its mask along the leading axes."""
    for x, shape in [
        (np.ones((10, 40)), (40,)),
        (np.ones((10, 3, 40)), (40,)),
        (np.ones((10, 3, 40)), (3, 1)),
    ]:
        y = draw(keras, keras.layers.Dropout(0.5, noise_shape=shape, seed=0), x)
        assert (y == y[:1]).all()
        assert set(np.unique(y)) == {0.0, 2.0}
        full = (1,) * (x.ndim - len(shape)) + shape
        layer = keras.layers.Dropout(0.5, noise_shape=full, seed=0)
        assert (y == draw(keras, layer, x)).all()


@pytest.mark.since("3.13")
def test_noise_shape_is_validated(keras):
    """`noise_shape` takes positive integers and `None`; anything else
    raises `ValueError`.
    """
    for wrong in ((0, 1), (-1, 1), (1.0, 1), ("1", 1), "11", 1):
        with pytest.raises(ValueError, match="noise_shape"):
            keras.layers.Dropout(0.5, noise_shape=wrong)
    valid = keras.layers.Dropout(0.5, noise_shape=[None, 1], seed=0)
    assert valid.noise_shape == (None, 1)
    y = draw(keras, valid, np.ones((40, 5)))
    assert (y == y[:, :1]).all()
    assert set(np.unique(y)) == {0.0, 2.0}


def test_noise_shape_is_an_argument_of_two_layers(keras):
    """`Dropout` and `AlphaDropout` take `noise_shape`, but the other
    layers refuse it.
    """
    layers = keras.layers
    x = np.random.default_rng(0).normal(size=(2, 6))
    for kind in (layers.Dropout, layers.AlphaDropout):
        y = draw(keras, kind(0.5, noise_shape=(1, None), seed=0), np.ones((2, 60)))
        assert (y[0] == y[1]).all()
        assert len(np.unique(y)) == 2
    for kind in (
        layers.SpatialDropout1D,
        layers.SpatialDropout2D,
        layers.SpatialDropout3D,
        layers.GaussianDropout,
        layers.GaussianNoise,
    ):
        with pytest.raises((TypeError, ValueError), match="noise_shape"):
            kind(0.5, noise_shape=(1, None))(x)


def test_noise_shape_drops_the_branch_of_a_sample(keras):
    """`noise_shape=(None, 1, 1, 1)` drops or keeps each image as a whole."""
    n = 10_000
    layer = keras.layers.Dropout(0.5, noise_shape=(None, 1, 1, 1), seed=0)
    y = draw(keras, layer, np.ones((n, 2, 2, 2))).reshape(n, -1)
    assert (y == y[:, :1]).all()
    assert set(np.unique(y)) == {0.0, 2.0}
    # 5 standard errors of a share over n samples.
    assert abs((y[:, 0] == 0).mean() - 0.5) < 5 * 0.5 / n**0.5


def test_drop_path_is_no_layer_of_keras(keras):
    """Keras has no `DropPath` or `StochasticDepth` layer."""
    names = dir(keras.layers)
    assert "SpatialDropout2D" in names
    assert {"DropPath", "StochasticDepth"}.isdisjoint(names)


def test_gaussian_dropout_multiplies_by_noise_of_mean_one(keras):
    """`GaussianDropout` multiplies by noise with mean 1 and std
    sqrt(rate / (1 - rate)).
    """
    n, x = 300_000, np.array([-2.0, 0.5, 3.0])
    for p in (0.2, 0.5, 0.9):
        layer = keras.layers.GaussianDropout(p, seed=0)
        noise = draw(keras, layer, np.tile(x, (n, 1))).astype(float) / x
        variance = p / (1 - p)
        # 5 standard errors of the mean, and of the variance of a normal.
        assert (abs(noise.mean(axis=0) - 1) < 5 * (variance / n) ** 0.5).all()
        error = variance * (2 / n) ** 0.5
        assert (abs(noise.var(axis=0) - variance) < 5 * error).all()
        # Each number has noise of its own.
        correlation = np.corrcoef(noise[:, 0], noise[:, 1])[0, 1]
        assert abs(correlation) < 5 / n**0.5
    assert (draw(keras, layer, np.zeros((3, 4))) == 0).all()


def test_gaussian_dropout_makes_no_zeros_but_negatives(keras):
    """`GaussianDropout` makes no zeros, but at rate 0.5, it flips the sign of about one
    value in six.
    """
    n = 100_000
    y = draw(keras, keras.layers.GaussianDropout(0.5, seed=0), np.ones((n, 1)))
    # P(1 + z < 0) for a standard normal z, with 5 standard errors of a share.
    share = (1 + math.erf(-(0.5**0.5))) / 2
    assert abs(share - 1 / 6) < 0.01
    assert (y != 0).all()
    assert abs((y < 0).mean() - share) < 5 * (share * (1 - share) / n) ** 0.5


def test_gaussian_and_alpha_dropout_of_rate_one_fail_in_training(keras):
    """GaussianDropout and AlphaDropout accept rate 1, but training then fails."""
    x = np.ones((1, 4), "float32")
    for kind in (keras.layers.GaussianDropout, keras.layers.AlphaDropout):
        layer = kind(1.0)
        assert (draw(keras, layer, x, training=False) == x).all()
        with pytest.raises(ZeroDivisionError):
            layer(x, training=True)


def test_gaussian_noise_adds_noise_of_its_stddev(keras):
    """`GaussianNoise` adds noise with mean 0 and std `stddev`, however
    large the input.
    """
    n = 300_000
    x = np.tile([0.0, -1.0, 10.0], (n, 1))
    for stddev in (0.3, 1.0):
        y = draw(keras, keras.layers.GaussianNoise(stddev, seed=0), x).astype(float)
        # 5 standard errors of the mean, and of the variance of a normal.
        assert (abs((y - x).mean(axis=0)) < 5 * stddev / n**0.5).all()
        error = stddev**2 * (2 / n) ** 0.5
        assert (abs((y - x).var(axis=0) - stddev**2) < 5 * error).all()


def test_gaussian_noise_stddev_is_at_most_one(keras):
    """A `stddev` above 1 or below 0 raises `ValueError`, but exactly 1 is accepted."""
    for stddev in (1.01, 5, -0.1):
        with pytest.raises(ValueError, match="between 0 and 1"):
            keras.layers.GaussianNoise(stddev)
    assert keras.layers.GaussianNoise(1).stddev == 1


def test_gaussian_noise_before_a_linear_layer_is_an_l2_penalty(keras):
    """Before a linear layer with squared error, `GaussianNoise` adds stddev^2 |w|^2 to
    the expected loss.
    """
    n = 100_000
    for stddev, weights in ((0.2, (1.0, -2.0)), (0.5, (3.0, 0.5))):
        w = np.array(weights)[:, None]
        model = keras.Sequential(
            [
                keras.Input((2,)),
                keras.layers.GaussianNoise(stddev, seed=0),
                keras.layers.Dense(1, use_bias=False),
            ]
        )
        model.set_weights([w])
        x = np.tile([1.0, 3.0], (n, 1))
        # The target is half a unit off.
        target = (x[0] @ w).item() - 0.5
        error = (draw(keras, model, x) - target).astype(float)
        penalty = stddev**2 * (w**2).sum()
        # The error is normal: 5 standard errors of the mean of its square.
        spread = (2 * penalty**2 + 4 * 0.5**2 * penalty) ** 0.5
        assert abs((error**2).mean() - 0.5**2 - penalty) < 5 * spread / n**0.5
        assert penalty > 50 * spread / n**0.5


def test_alpha_dropout_keeps_mean_and_std_of_standardized_inputs(keras):
    """AlphaDropout keeps mean 0 and std 1, whereas Dropout raises the std to 1/sqrt(1 -
    rate).
    """
    n = 1_000_000
    x = np.random.default_rng(0).normal(size=(n, 1))
    for p in (0.2, 0.5):
        a, b = alpha_scale(p)
        y = draw(keras, keras.layers.AlphaDropout(p, seed=0), x).astype(float)
        limit = a * SELU_LIMIT + b
        fourth = (1 - p) * (3 * a**4 + 6 * a**2 * b**2 + b**4) + p * limit**4
        # 5 standard errors of a share, of the mean and of the mean square.
        share = np.isclose(y, limit).mean()
        assert abs(share - p) < 5 * (p * (1 - p) / n) ** 0.5
        assert abs(y.mean()) < 5 / n**0.5
        assert abs((y**2).mean() - 1) < 5 * ((fourth - 1) / n) ** 0.5
        y = draw(keras, keras.layers.Dropout(p, seed=0), x).astype(float)
        error = ((3 / (1 - p) ** 3 - 1 / (1 - p) ** 2) / n) ** 0.5
        assert abs((y**2).mean() - 1 / (1 - p)) < 5 * error


def test_alpha_dropout_sets_units_to_the_limit_of_selu(keras):
    """AlphaDropout sets dropped units to selu's negative limit, then
    rescales all units.
    """
    assert np.isclose(float(keras.ops.selu(-100.0)), SELU_LIMIT)
    for p in (0.2, 0.5):
        a, b = alpha_scale(p)
        y = draw(keras, keras.layers.AlphaDropout(p, seed=0), np.full((1, 1000), 0.5))
        assert np.allclose(np.unique(y), [a * SELU_LIMIT + b, a * 0.5 + b])
        # 5 standard errors of a share over 1000 draws.
        assert abs((y < 0).mean() - p) < 5 * (p * (1 - p) / 1000) ** 0.5


def test_alpha_dropout_moves_other_means(keras):
    """`AlphaDropout` doesn't keep the mean of inputs that aren't standardized."""
    n, p = 100_000, 0.5
    y = draw(keras, keras.layers.AlphaDropout(p, seed=0), np.full((n, 1), 3.0))
    a, b = alpha_scale(p)
    mean = (1 - p) * a * 3 + p * a * SELU_LIMIT + b
    std = (p * (1 - p)) ** 0.5 * a * (3 - SELU_LIMIT)
    # 5 standard errors of the mean.
    assert abs(y.mean() - mean) < 5 * std / n**0.5
    assert mean < 2


def test_noise_layers_return_their_input_at_inference(keras):
    """At inference, the default of a plain call, each noise layer returns its input."""
    for layer, x in noise_layers(keras):
        assert (draw(keras, layer, x, training=False) == x).all()
        assert (keras.ops.convert_to_numpy(layer(x)) == x).all()
        assert (draw(keras, layer, x) != x).any()


def test_noise_layers_of_rate_zero_return_their_input(keras):
    """With rate or stddev 0, each noise layer returns its input even in training."""
    for layer, x in noise_layers(keras, 0.0):
        assert (draw(keras, layer, x) == x).all()


def test_noise_layers_refuse_rates_outside_zero_and_one(keras):
    """Creating a layer with a rate outside [0, 1] raises `ValueError`, and with a
    string as the rate, `TypeError`.
    """
    for rate in (-0.1, 1.5, 50):
        for layer, _ in noise_layers(keras):
            with pytest.raises(ValueError, match="between 0 and 1"):
                type(layer)(rate)
    for layer, _ in noise_layers(keras):
        with pytest.raises(TypeError):
            type(layer)("0.5")


def test_noise_layers_repeat_with_a_seed(keras):
    """Two layers of the same kind and `seed` give the same masks or noise, which are
    new in each call.
    """

    def two_calls(seed):
        layers = noise_layers(keras, seed=seed)
        return [[draw(keras, layer, x) for layer, x in layers] for _ in range(2)]

    first, second = two_calls(3)
    twin_first, twin_second = two_calls(3)
    assert all(map(np.array_equal, first + second, twin_first + twin_second))
    assert not any(map(np.array_equal, first, second))
    assert not any(map(np.array_equal, first, two_calls(4)[0]))


def test_noise_layers_pass_masks_on(keras):
    """The noise layers pass on the mask that an Embedding makes for padding."""
    ids = np.array([[1, 2, 3, 0, 0]])
    pool = keras.layers.GlobalAveragePooling1D()
    for layer, x in noise_layers(keras, seed=0):
        if x.ndim > 3:
            continue
        vectors = keras.layers.Embedding(10, 8, "normal", mask_zero=True)(ids)
        y = layer(vectors, training=True)
        means = draw(keras, pool, y)
        y = keras.ops.convert_to_numpy(y)
        assert (y != keras.ops.convert_to_numpy(vectors)).any()
        assert np.allclose(means, y[:, :3].mean(axis=1), atol=1e-6)
        assert not np.allclose(means, y.mean(axis=1), atol=1e-6)


def test_noise_layers_have_no_weights(keras):
    """The noise layers have no weights, so they add no parameters to a model."""
    for layer, x in noise_layers(keras):
        model = keras.Sequential([keras.Input(x.shape[1:]), layer])
        assert layer.weights == []
        assert model.count_params() == 0


def test_noise_layers_keep_their_settings_when_saved(keras):
    """A layer's configuration includes its rate, `seed`, `noise_shape`, and
    `data_format`.
    """
    layers = keras.layers
    for layer, _ in noise_layers(keras, 0.3, seed=7):
        twin = type(layer).from_config(layer.get_config())
        rate = twin.stddev if isinstance(twin, layers.GaussianNoise) else twin.rate
        assert (rate, twin.seed) == (0.3, 7)
    first, one = "channels_first", (None, 1)
    for layer, setting, value in (
        (layers.SpatialDropout2D(0.3, data_format=first), "data_format", first),
        (layers.SpatialDropout3D(0.3, data_format=first), "data_format", first),
        (layers.Dropout(0.3, noise_shape=one), "noise_shape", one),
        (layers.AlphaDropout(0.3, noise_shape=one), "noise_shape", one),
    ):
        twin = type(layer).from_config(layer.get_config())
        assert (twin.rate, getattr(twin, setting)) == (0.3, value)


def test_activity_regularization_layer_is_no_noise(keras):
    """In training, `ActivityRegularization` returns its input and adds a penalty."""
    layer = keras.layers.ActivityRegularization(l2=0.5)
    x = np.full((1, 4), 2.0, "float32")
    assert (draw(keras, layer, x) == x).all()
    assert [float(loss) for loss in layer.losses] == [0.5 * 4 * 2**2]
