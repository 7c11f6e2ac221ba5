"""What the checks share."""

import pytest


@pytest.fixture(name="keras")
def imported_keras():
    """Keras, imported only when a check runs, with seed 0 and nothing left over."""
    import keras

    # Collecting what a whole run has left takes seconds, and checks leave little.
    keras.utils.clear_session(free_memory=False)
    keras.utils.set_random_seed(0)
    return keras


@pytest.fixture(name="sklearn")
def imported_sklearn():
    """scikit-learn, imported only when a check runs."""
    import sklearn.datasets
    import sklearn.linear_model
    import sklearn.preprocessing

    return sklearn
