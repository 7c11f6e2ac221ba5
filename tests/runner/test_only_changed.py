"""`--only-changed` runs an example again unless it passed and nothing has changed."""

from dataclasses import replace
from pathlib import Path

import pytest

from docs._engine.pages.directives import Example, ShownOutput
from tests.runner import only_changed
from tests.support.pytest_project import frame, run_pytest

# What reads os.environ gets a new interpreter, which starts without Keras.
PAGE = """\
```python
import os

with open(os.environ["LETTERS"] + "/first", "a") as file:
    file.write("x")
print("first")
```

<!--pytest-codeblocks:expected-output-->

```text
first
```

```python
import os

with open(os.environ["LETTERS"] + "/second", "a") as file:
    file.write("x")
```
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch) -> Path:
    """A site whose page has two examples, which leave a letter when they run."""
    monkeypatch.delenv("CI", raising=False)
    monkeypatch.setenv("LETTERS", str(tmp_path))
    frame(tmp_path)
    (tmp_path / "docs" / "page.md").write_text(PAGE, "utf-8")
    return tmp_path


def change(project: Path, before: str, after: str) -> None:
    """Replace a part of the page."""
    page = project / "docs" / "page.md"
    text = page.read_text("utf-8")
    assert before in text
    page.write_text(text.replace(before, after), "utf-8")


def runs(project: Path, *arguments: str) -> tuple[int, int, str]:
    """Run the page, and say how often each example ran in it."""
    letters = [project / "first", project / "second"]
    for file in letters:
        file.write_text("", "utf-8")
    result = run_pytest(project, "docs/page.md", *arguments)
    return *(len(file.read_text("utf-8")) for file in letters), result.stdout


def test_only_changed_examples_run(project: Path):
    """A change runs its example alone; a failure is never passed over."""
    assert runs(project)[:2] == (1, 1)
    first, second, report = runs(project, "--only-changed")
    assert (first, second) == (0, 0)
    assert "did not run, as they passed before: 2" in report
    change(project, 'file.write("x")\n```', 'file.write("xx")\n```')
    first, second, report = runs(project, "--only-changed", "-n", "2")
    assert (first, second) == (0, 2)
    assert "did not run, as they passed before: 1" in report
    change(project, "```text\nfirst", "```text\nother")
    for _ in range(2):
        first, second, report = runs(project, "--only-changed")
        assert (first, second) == (1, 0)
        assert "1 failed, 1 skipped" in report
    assert runs(project)[:2] == (1, 2)


def test_ci_runs_everything(project: Path, monkeypatch):
    """There the option is a mistake in the command."""
    monkeypatch.setenv("CI", "true")
    result = run_pytest(project, "docs/page.md", "--only-changed")
    assert result.returncode == pytest.ExitCode.USAGE_ERROR
    assert "--only-changed: CI is set, and CI runs every example." in result.stderr
    assert not (project / ".cache").exists()


EXAMPLE = Example(Path("page.md"), 1, "print(1)\n", (), (), ShownOutput("1\n", 5, 7))


@pytest.fixture
def key(monkeypatch):
    """The digest of an example, with nothing remembered of what is around it."""

    def key(example: Example = EXAMPLE) -> str:
        only_changed.surroundings.cache_clear()
        return only_changed.key(example)

    yield key
    only_changed.surroundings.cache_clear()


def test_place_of_an_example_does_not_matter(key):
    """Moved on its page, or to another page, it is the same example."""
    moved = replace(EXAMPLE, page=Path("other.md"), line=9)
    assert key(moved) == key()


def test_all_that_decides_is_in_the_key(key, tmp_path: Path, monkeypatch):
    """Text, output, Python, packages, backend and settings each change the key."""
    keys = [key()]
    keys.append(key(replace(EXAMPLE, code="print(1) \n")))
    keys.append(key(replace(EXAMPLE, output=ShownOutput("2\n", 5, 7))))
    keys.append(key(replace(EXAMPLE, output=None)))
    monkeypatch.setattr("sys.version", "3.99")
    keys.append(key())
    monkeypatch.setenv("KERAS_HOME", str(tmp_path))
    keys.append(key())
    (tmp_path / "keras.json").write_text('{"backend": "jax"}', "utf-8")
    keys.append(key())
    monkeypatch.setenv("KERAS_BACKEND", "torch")
    keys.append(key())
    monkeypatch.syspath_prepend(tmp_path)
    (tmp_path / "keras-3.99.0.dist-info").mkdir()
    keys.append(key())
    monkeypatch.setattr(only_changed, "__file__", str(tmp_path / "runner.py"))
    keys.append(key())
    (tmp_path / "runner.py").write_text("x = 1\n", "utf-8")
    keys.append(key())
    assert len(set(keys)) == len(keys)
