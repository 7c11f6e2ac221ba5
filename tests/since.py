"""`@pytest.mark.since("3.14")`: a check of what an older Keras does otherwise.

On an older Keras such a check has to fail: that it tells the versions apart is what the
site says of it.
"""

from importlib.metadata import version

import pytest


def pytest_configure(config: pytest.Config) -> None:
    """Make the mark known."""
    line = "since(version): the first version of Keras for which the statement holds"
    config.addinivalue_line("markers", line)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Expect failure of what holds only for a newer Keras."""
    for item in items:
        for mark in item.iter_markers("since"):
            if _numbers(version("keras")) < _numbers(*mark.args):
                item.add_marker(pytest.mark.xfail(strict=True))


def _numbers(text: str) -> list[int]:
    return [int(part) for part in text.split(".")[:2]]
