"""Keras with a penalty is scikit-learn's linear model, where the pages say so."""

import pytest

# Whether it is the same, and how large the largest difference between weights may or
# must be; in double precision. Keras keeps strengths and learning rates in single
# precision, which is what 1e-7 allows for.
WAYS = {
    "L2, Ridge": (True, 1e-7),
    "proximal L1, Lasso": (True, 1e-7),
    "L2 and proximal L1, ElasticNet": (True, 1e-7),
    "SGD weight decay, Ridge": (True, 1e-7),
    "L1, Lasso": (False, 1e-3),
    "AdamW weight decay, Ridge": (False, 1e-2),
}


@pytest.mark.parametrize("way", WAYS)
def test_keras_agrees_where_the_pages_say_so(keras, way: str):
    """A penalty alone makes no zeros; AdamW's decay is another thing than L2."""
    from snippets.experiments import exactness

    is_equal, difference = WAYS[way]
    try:
        (result,) = exactness.measure(seeds=[0], way=way)
    finally:
        keras.config.set_floatx("float32")
    if is_equal:
        assert result["difference"] < difference < result["least squares"]
        assert result["zeros"] == result["expected zeros"]
    else:
        assert result["difference"] > difference
        assert result["zeros"] == 0
