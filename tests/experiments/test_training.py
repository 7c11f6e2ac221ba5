"""One compiled model for all seeds does what a new model for each would do."""

import numpy as np
import pytest

SHORT = {"epochs": (5, 10)}
"""A budget that takes little time."""


@pytest.fixture
def training(keras):
    """The program, imported only when a test runs: it brings Keras."""
    from snippets.experiments import training

    return training


def test_a_seed_does_not_depend_on_those_before_it(training):
    """Seed 3 alone gives what it gives after another, to the bit."""
    options = {"rate": 0.5, "l2": 0.001, "noise": 0.2, **SHORT}
    (alone,) = training.train([3], **options)
    _, after = training.train([0, 3], **options)
    assert alone == after


def test_it_is_what_fit_does_with_a_new_model(training, keras):
    """A new model, compiled and trained as readers do it, ends at the same scores."""
    from snippets.experiments.digits import images, network, scores

    (found,) = training.train([3], rate=0.5, noise=0.2, **SHORT)
    x, y, *others = images(3, 120, 0.2)
    model = network(3, rate=0.5)
    model.compile("adam", "sparse_categorical_crossentropy")
    r = np.random.default_rng(3)
    for _ in range(10):
        rows = r.permutation(120)
        model.fit(x[rows], y[rows], batch_size=40, shuffle=False, verbose=0)
    expected = scores(model, x, y, *others)
    assert [curve[-1] for curve in found["curves"]] == pytest.approx(expected, rel=1e-5)


def test_seeds_share_no_training_image(training):
    """Nor is a training image a test image."""
    from snippets.experiments.digits import images

    sets = [images(seed, 80, 0.2) for seed in range(10)]
    training_images = [
        image.tobytes() for found in sets for image in [*found[0], *found[4]]
    ]
    test_images = {image.tobytes() for image in sets[0][2]}
    assert len(training_images) == 1200
    assert len(set(training_images)) == 1200
    assert not test_images & set(training_images)
    assert all(np.array_equal(found[2], sets[0][2]) for found in sets)


def test_labels_are_wrong_as_often_as_said(training):
    """Exactly a fifth of a block; the test labels are right."""
    from snippets.experiments.digits import images

    for seed in range(10):
        _, right, _, test, _, _ = images(seed, 120, 0.0)
        _, noisy, _, same, _, _ = images(seed, 120, 0.2)
        assert np.sum(right != noisy) == 24
        assert np.array_equal(test, same)
