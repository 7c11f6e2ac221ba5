"""What the checks share."""

import pytest


@pytest.fixture(name="keras")
def imported_keras():
    """Keras, imported only when a check runs, with seed 0 and nothing left over."""
    import keras

    keras.utils.clear_session()
    keras.utils.set_random_seed(0)
    return keras
