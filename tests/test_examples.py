"""Wrong pages fail, and the message says where and what to do."""

import re
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import dedent

import pytest

ROOT = Path(__file__).parents[1]
INCLUDE = '```python\n--8<-- "topic/example.py"\n```\n'


@dataclass
class Wrong:
    """A wrong page and what pytest must say of it."""

    page: str
    """The Markdown text; {include} is a fence with the snippet."""
    says: list[str]
    """What the message must hold; {page} is the path of the page."""
    snippet: str = ""
    """The file snippets/<name>/example.py."""
    arguments: list[str] = field(default_factory=list)


WRONG = {
    "name-error": Wrong(
        "# Page\n\n{include}",
        [
            "{page}:4: NameError: name 'undefined' is not defined",
            "snippets/name-error/example.py:2: print(undefined)",
        ],
        snippet="import keras\nprint(undefined)\n",
    ),
    "missing-snippet": Wrong(
        '```python\n--8<-- "nowhere.py"\n```\n',
        ["{page}:2: ", "'nowhere.py' could not be found", "Correct the include"],
    ),
    "missing-section": Wrong(
        '```python\n--8<-- "missing-section/example.py:model"\n```\n',
        ["{page}:2: ", "section 'model' could not be located"],
        snippet="print(1)\n",
    ),
    "unclosed-section": Wrong(
        'Text.\n\n```python\n--8<-- "unclosed-section/example.py:model"\n```\n',
        [
            '{page}:4: section "model" of snippets/unclosed-section/example.py '
            "needs one start and one end"
        ],
        snippet="# --8<-- [start:model]\nx = 1\n",
    ),
    "line-numbers": Wrong(
        '```python\n--8<-- "line-numbers/example.py:1:1"\n```\n',
        ["{page}:2: snippets/line-numbers/example.py is included by line number"],
        snippet="x = 1\n",
    ),
    "unexpanded-include": Wrong(
        "```python\nx = 1\n--8<-- nowhere.py\n```\n",
        ["{page}:3: this include was not expanded"],
    ),
    "recursive-include": Wrong(
        "{include}",
        ["{page}:2: ", "includes itself"],
        snippet='--8<-- "recursive-include/example.py"\n',
    ),
    "title": Wrong(
        '```python title="model.py"\nprint(undefined)\n```\n', ["{page}:2: NameError"]
    ),
    "attributes": Wrong(
        "``` { .python }\nprint(undefined)\n```\n", ["{page}:2: NameError"]
    ),
    "tildes": Wrong("~~~ python\nprint(undefined)\n~~~\n", ["{page}:2: NameError"]),
    "short-name": Wrong("``` py\nprint(undefined)\n```\n", ["{page}:2: NameError"]),
    "highlighted": Wrong(
        '```python hl_lines="1"\nprint(undefined)\n```\n', ["{page}:2: NameError"]
    ),
    "tab": Wrong(
        """\
        === "One"

            Text.

        === "Two"

            ```python
            print(undefined)
            ```
        """,
        ["{page}:8: NameError"],
    ),
    "admonition": Wrong(
        '!!! note "Look"\n\n    ```python\n    print(undefined)\n    ```\n',
        ["{page}:4: NameError"],
    ),
    "list": Wrong(
        "1. First:\n\n    ```python\n    print(undefined)\n    ```\n",
        ["{page}:4: NameError"],
    ),
    "quote": Wrong("> ```python\n> print(undefined)\n> ```\n", ["{page}:2: NameError"]),
    "front-matter": Wrong(
        "---\ndescription: x\n---\n\n# Page\n\n```python\nprint(undefined)\n```\n",
        ["{page}:8: NameError"],
    ),
    "second-fails": Wrong(
        "```python\nx = 1\n```\n\n```python\nprint(x)\n```\n",
        ["{page}:6: NameError: name 'x' is not defined"],
    ),
    "main-guard": Wrong(
        '```python\nif __name__ == "__main__":\n    print(undefined)\n```\n',
        ["{page}:3: NameError"],
    ),
    "syntax-error": Wrong("```python\nx = (\n```\n", ["{page}:2: SyntaxError"]),
    "wrong-output": Wrong(
        """\
        ```python
        print("now")
        ```

        <!--pytest-codeblocks:expected-output-->

        ```text
        then
        ```
        """,
        [
            "{page}:1: the shown output is not what it prints",
            "--update-output",
            "shown at {page}:7",
            "-then",
            "+now",
        ],
    ),
    "no-output": Wrong(
        '```python\nprint("now")\n```\n', ["{page}:1: it prints, and the page does not"]
    ),
    "output-of-nothing": Wrong(
        "<!--pytest-codeblocks:expected-output-->\n\n```text\nthen\n```\n",
        ["{page}:1: pytest-codeblocks:expected-output: put it under the example"],
    ),
    "output-without-block": Wrong(
        "```python\nx = 1\n```\n\n<!--pytest-codeblocks:expected-output-->\n\nText.\n",
        ["{page}:7: ", "directly above a fenced block"],
    ),
    "exit-code": Wrong(
        "```python\nimport sys\n\nsys.exit(3)\n```\n",
        ["{page}:4: it exits with code 3.", "{page}:4: sys.exit(3)"],
    ),
    "abort": Wrong(
        "```python\nimport os\n\nos.abort()\n```\n",
        ["{page}:1: it was ended by SIGABRT."],
    ),
    "quiet-exit": Wrong(
        "```python\nimport os\n\nos._exit(0)\n```\n",
        ["{page}:1: it ended with exit code 0 before its last line."],
    ),
    "endless-loop": Wrong(
        "```python\nx = 1\nwhile True: pass\n```\n",
        ["{page}:3: the time limit was reached", "{page}:3: while True: pass"],
    ),
    "bare-skip": Wrong(
        "<!--pytest.mark.skip-->\n\n```python\nx = 1\n```\n",
        ["{page}:3: pytest.mark.skip gives no reason", "reason="],
    ),
    "xfail": Wrong(
        "<!--pytest.mark.xfail-->\n\n```python\nx = 1\n```\n",
        ["{page}:1: pytest.mark.xfail", "catch the exception"],
    ),
    "continued": Wrong(
        """\
        ```python
        x = 1
        ```

        <!--pytest-codeblocks:cont-->

        ```python
        y = x
        ```
        """,
        ["{page}:5: pytest-codeblocks:cont", "whole program"],
    ),
    "unknown-directive": Wrong(
        "<!--pytest-codeblocks:expect-output-->\n\n```python\nx = 1\n```\n",
        ["{page}:1: pytest-codeblocks:expect-output: the directives are"],
    ),
    "shell": Wrong(
        "```bash\nmkdocs serve\n```\n", ["{page}:1: this bash block is neither"]
    ),
    "nameless": Wrong(
        "```\nx = 1\n```\n", ["{page}:1: this nameless block is neither"]
    ),
    "unclosed-fence": Wrong("Text.\n\n```python\nx = 1\n", ["{page}:3: this fence"]),
    "empty": Wrong("```python\n```\n", ["{page}:1: this example is empty"]),
    "warns": Wrong(
        '```python\nimport warnings\n\nwarnings.warn("old", stacklevel=1)\n```\n',
        ["{page}:4: it warns. Remove the cause: UserWarning: old"],
    ),
    "keras-warns": Wrong(
        "```python\nimport keras\n\nkeras.layers.Dense(1, input_shape=(2,))\n```\n",
        ["{page}:1: it warns", "Do not pass an `input_shape`"],
    ),
    "environment-too-late": Wrong(
        """\
        ```python
        import os

        os.environ["KERAS_BACKEND"] = "nonsense"
        import keras
        ```
        """,
        ["{page}:5: ", "nonsense", "{page}:5: import keras"],
    ),
    "thread-fails": Wrong(
        """\
        ```python
        import threading

        threading.Thread(target=lambda: 1 / 0).start()
        ```
        """,
        ["{page}:4: it warns", "a thread failed with ZeroDivisionError"],
    ),
    "imports-this-repository": Wrong(
        "```python\nimport snippets\n```\n", ["{page}:2: ModuleNotFoundError"]
    ),
    "no-utf-8": Wrong("Text.\n\n\udcff\n", ["{page}:3: save the page as UTF-8"]),
}

RIGHT = """\
# A page that holds

```python
import keras

print(keras.layers.Dense(3)(keras.ops.ones((2, 4))).shape)
```

<!--pytest-codeblocks:expected-output-->

```text
(2, 3)
```

<!--pytest.mark.skip(reason="it asks for a name")-->

```python
input()
```

<!--pytest.mark.skip(reason="a command, not an example")-->

```bash
mkdocs serve
```
"""


@pytest.fixture(scope="module")
def project(tmp_path_factory) -> Path:
    """A site with this one's mkdocs.yml, one right page and all wrong ones."""
    root = tmp_path_factory.mktemp("project")
    shutil.copy(ROOT / "mkdocs.yml", root)
    settings = (ROOT / "pyproject.toml").read_text("utf-8")
    addopts = re.search(r"^addopts = .*$", settings, re.MULTILINE)[0]
    (root / "pyproject.toml").write_text(
        f'[tool.pytest]\n{addopts}\nexample_time_limit = "15"\n', "utf-8"
    )
    (root / "docs").mkdir()
    (root / "docs" / "right.md").write_text(RIGHT, "utf-8")
    for name, wrong in WRONG.items():
        folder = root / "snippets" / name
        folder.mkdir(parents=True)
        (folder / "example.py").write_text(wrong.snippet, "utf-8")
        include = INCLUDE.replace("topic", name)
        text = dedent(wrong.page).replace("{include}", include)
        page = root / "docs" / f"{name}.md"
        page.write_text(text, "utf-8", errors="surrogateescape")
    return root


def run_pytest(root: Path, *arguments: str) -> subprocess.CompletedProcess:
    """Run pytest on a project of its own, as its author would."""
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *arguments]
    return subprocess.run(
        command, cwd=root, capture_output=True, text=True, timeout=300
    )


@pytest.fixture(scope="module")
def report(project: Path) -> str:
    """What one run over all pages prints."""
    result = run_pytest(project, "docs", "--continue-on-collection-errors", "-rA")
    assert result.returncode == 1, result.stdout + result.stderr
    return result.stdout


@pytest.mark.parametrize("name", WRONG)
def test_wrong_page_fails_with_place_and_advice(name: str, report: str):
    """Its section of the report names page, line and what to do."""
    page = f"docs/{name}.md"
    sections = re.split(r"^_{3,} .* _{3,}$", report, flags=re.MULTILINE)
    section = "".join(text for text in sections if text.strip().startswith(page))
    for words in WRONG[name].says:
        assert words.replace("{page}", page) in section
    assert re.search(rf"^(FAILED|ERROR) {page}", report, re.MULTILINE)


def test_right_page_passes(report: str):
    """The run that fails wrong pages passes a right one."""
    assert re.search(r"^PASSED docs/right.md::line 3$", report, re.MULTILINE)
    assert "it asks for a name" in report


def test_bare_pytest_collects_everything():
    """No page, notebook or test file is passed over by `pytest` alone."""
    collected = run_pytest(ROOT, "--collect-only", "-q").stdout
    pages = [
        page
        for page in (ROOT / "docs").glob("*.md")
        if "```python" in page.read_text("utf-8")
    ]
    notebooks = (ROOT / "docs" / "notebooks").glob("*.py")
    for file in [*pages, *notebooks, *(ROOT / "tests").rglob("test_*.py")]:
        assert f"{file.relative_to(ROOT).as_posix()}::" in collected


def test_update_output_rewrites_only_the_output(tmp_path: Path, project: Path):
    """Indentation, attributes and everything else on the page stay."""
    shutil.copytree(project, tmp_path, dirs_exist_ok=True)
    page = tmp_path / "docs" / "tab.md"
    text = """\
    # Page\r
    \r
    === "One"\r
    \r
        ```python title="x"\r
        for i in range(2):\r
            print("line", i)\r
        ```\r
    \r
        <!--pytest-codeblocks:expected-output-->\r
    \r
        ``` { .text title="shown" }\r
        old\r
        ```\r
    \r
    Text after.\r
    """
    before = dedent(text).encode()
    page.write_bytes(before)
    result = run_pytest(tmp_path, "docs/tab.md", "--update-output")
    assert "docs/tab.md:12: output updated" in result.stdout
    after = before.replace(b"    old\r\n", b"    line 0\r\n    line 1\r\n")
    assert page.read_bytes() == after
    assert run_pytest(tmp_path, "docs/tab.md").returncode == 0
