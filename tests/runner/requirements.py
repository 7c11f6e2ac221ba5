"""Requirements of checks and examples: `@pytest.mark.since("3.14")`, `backend("jax")`.

Above an example of a page it is `<!--pytest.mark.since("3.14")-->`, and the site shows
it. Elsewhere the test must fail (strict xfail), or the mark is wrong.
"""

import pytest

from docs._engine.core.keras import MARKS, Requirement


def pytest_configure(config: pytest.Config) -> None:
    """Register the marks."""
    for line in (
        "since(version): the first version of Keras for which it holds",
        "backend(name, ...): the backends of Keras for which it holds",
        "raises(name): the exception that an example ends in",
    ):
        config.addinivalue_line("markers", line)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Expect tests to fail whose requirements this environment does not meet."""
    for item in items:
        unmet = [str(each) for each in requirements(item) if not each.is_met()]
        if unmet:
            mark = pytest.mark.xfail(strict=True, reason=", ".join(unmet))
            item.add_marker(mark)


def requirements(item: pytest.Item) -> list[Requirement]:
    """Return the requirements that a test states."""
    return [
        Requirement(mark.name, mark.args)
        for mark in item.iter_markers()
        if mark.name in MARKS
    ]
