"""Keras with a penalty is scikit-learn's linear model, where the pages say so."""

import pytest

# The largest difference between weights; in double precision. Keras keeps strengths
# and learning rates in single precision, which is what 1e-7 allows for.
EQUAL = {
    "L2, Ridge": 1e-7,
    "proximal L1, Lasso": 1e-7,
    "L2 and proximal L1, ElasticNet": 1e-7,
    "SGD weight decay, Ridge": 1e-7,
}
APART = {"L1, Lasso": 1e-3, "AdamW weight decay, Ridge": 1e-2}


@pytest.fixture
def measure(keras):
    """What measures one way, for one seed."""
    from snippets.experiments import exactness

    yield lambda way: exactness.measure(seeds=[0], way=way)[0]
    keras.config.set_floatx("float32")


@pytest.mark.parametrize("way", EQUAL)
def test_they_agree(measure, way: str):
    """The weights agree to 1e-7, and so do the zeros."""
    result = measure(way)
    assert result["difference"] < EQUAL[way] < result["least squares"]
    assert result["zeros"] == result["expected zeros"]


@pytest.mark.parametrize("way", APART)
def test_they_do_not(measure, way: str):
    """A penalty alone makes no zeros; AdamW's decay is another thing than L2."""
    result = measure(way)
    assert result["difference"] > APART[way]
    assert result["zeros"] == 0
