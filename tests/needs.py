"""What a check or an example needs: `@pytest.mark.since("3.14")`, `backend("jax")`.

Above an example of a page it is `<!--pytest.mark.since("3.14")-->`; the site shows it
(docs/_extensions/needs.py). Where Keras is older, or computes with another backend,
such a test has to fail: that it tells them apart is what the site says of it.
"""

import pytest

from docs._extensions.needs import Need, backend, keras_version, need, numbers


def pytest_configure(config: pytest.Config) -> None:
    """Make the marks known."""
    for line in (
        "since(version): the first version of Keras for which it holds",
        "backend(name, ...): the backends of Keras for which it holds",
    ):
        config.addinivalue_line("markers", line)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Expect failure of what holds only for a newer Keras, or another backend."""
    for item in items:
        if missing := [str(each) for each in needs(item) if not met(each)]:
            mark = pytest.mark.xfail(strict=True, reason=", ".join(missing))
            item.add_marker(mark)


def needs(item: pytest.Item) -> list[Need]:
    """Return what a test says that it needs."""
    return [
        need(mark.name, mark.args)
        for mark in item.iter_markers()
        if mark.name in ("since", "backend")
    ]


def met(asked: Need) -> bool:
    """Say whether this environment has it."""
    if asked.name == "since":
        return numbers(keras_version()) >= numbers(asked.values[0])
    return backend() in asked.values
