"""Wrong pages: what stands between the fences, and which fences are examples."""

from tests.support.pytest_project import Row

ROWS = {
    "title": Row(
        '```python title="model.py"\nprint(undefined)\n```\n', ["{page}:2: NameError"]
    ),
    "attributes": Row(
        "``` { .python }\nprint(undefined)\n```\n", ["{page}:2: NameError"]
    ),
    "tildes": Row("~~~ python\nprint(undefined)\n~~~\n", ["{page}:2: NameError"]),
    "short-name": Row("``` py\nprint(undefined)\n```\n", ["{page}:2: NameError"]),
    "highlighted": Row(
        '```python hl_lines="1"\nprint(undefined)\n```\n', ["{page}:2: NameError"]
    ),
    "tab": Row(
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
    "admonition": Row(
        '!!! note "Look"\n\n    ```python\n    print(undefined)\n    ```\n',
        ["{page}:4: NameError"],
    ),
    "list": Row(
        "1. First:\n\n    ```python\n    print(undefined)\n    ```\n",
        ["{page}:4: NameError"],
    ),
    "quote": Row("> ```python\n> print(undefined)\n> ```\n", ["{page}:2: NameError"]),
    "front-matter": Row(
        "---\ndescription: x\n---\n\n# Page\n\n```python\nprint(undefined)\n```\n",
        ["{page}:8: NameError"],
    ),
    "output-of-nothing": Row(
        "<!--pytest-codeblocks:expected-output-->\n\n```text\nthen\n```\n",
        ["{page}:1: pytest-codeblocks:expected-output: put it under the example"],
    ),
    "output-without-block": Row(
        "```python\nx = 1\n```\n\n<!--pytest-codeblocks:expected-output-->\n\nText.\n",
        ["{page}:7: ", "directly above a fenced block"],
    ),
    "bare-skip": Row(
        "<!--pytest.mark.skip-->\n\n```python\nx = 1\n```\n",
        ["{page}:3: pytest.mark.skip gives no reason", "reason="],
    ),
    "no-version": Row(
        '<!--pytest.mark.since("new")-->\n\n```python\nx = 1\n```\n',
        ["{page}:3: ", "write a minor version", 'since("3.14")'],
    ),
    "no-backend": Row(
        '<!--pytest.mark.backend("theano")-->\n\n```python\nx = 1\n```\n',
        ["{page}:3: ", "write one of tensorflow, jax, torch"],
    ),
    "xfail": Row(
        "<!--pytest.mark.xfail-->\n\n```python\nx = 1\n```\n",
        ["{page}:1: pytest.mark.xfail", "catch the exception"],
    ),
    "continued": Row(
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
    "unknown-directive": Row(
        "<!--pytest-codeblocks:expect-output-->\n\n```python\nx = 1\n```\n",
        ["{page}:1: pytest-codeblocks:expect-output: the directives are"],
    ),
    "shell": Row(
        "```bash\nmkdocs serve\n```\n", ["{page}:1: this bash block is neither"]
    ),
    "nameless": Row("```\nx = 1\n```\n", ["{page}:1: this nameless block is neither"]),
    "unclosed-fence": Row("Text.\n\n```python\nx = 1\n", ["{page}:3: this fence"]),
    "empty": Row("```python\n```\n", ["{page}:1: this example is empty"]),
    "no-utf-8": Row(
        b"Text.\n\n\xff\n", ["{page}:3: save this file as UTF-8 (invalid start"]
    ),
    "byte-order-mark": Row(
        b"\xef\xbb\xbf```python\nprint(undefined)\n```\n", ["{page}:2: NameError"]
    ),
    "windows-line-ends": Row(
        b"# Page\r\n\r\n```python\r\nx = 1\r\nprint(undefined)\r\n```\r\n",
        ["{page}:5: NameError", "{page}:5: print(undefined)"],
    ),
    "other-line-ends": Row(
        "Not \u2028 for\x0ceditors.\n\n```python\nprint(undefined)\n```\n",
        ["{page}:4: NameError"],
    ),
    "tab-before-fence": Row(
        "1. First:\n\n\t```python\n\tif True:\n\t\tprint(undefined)\n\t```\n",
        ["{page}:5: NameError", "{page}:5: print(undefined)"],
    ),
    "long": Row(
        "Text.\n\n```python\nx = 1\n```\n\nText.\n\n\n\n" * 10
        + "Text.\n\n" * 2450
        + "```python\nprint(undefined)\n```\n",
        ["{page}:5002: NameError"],
    ),
    "same-address": Row(
        "# Page\n",
        ["{page}:1: docs/same-address/index.md has the same address. Rename one"],
        files={"docs/same-address/index.md": "# Page\n"},
    ),
    "hidden-in-comment": Row(
        "Text.\n\n<!--\n```python\nprint(undefined)\n```\n-->\n\nText.\n",
        ["{page}:5: NameError"],
    ),
    "fence-on-the-line-of-a-comment": Row(
        "<!-- ```python\nx = 1\n``` -->\n\nText.\n",
        ["{page}:3: this fence is not closed or not understood"],
    ),
    "broken-front-matter": Row(
        "---\ntitle: x\ntags: [a\n---\n\n# Page\n",
        ["{page}:4: the front matter is no valid YAML", "would be shown"],
    ),
    "unclosed-front-matter": Row(
        "---\ntitle: x\n\n# Page\n",
        ["{page}:1: the front matter is no valid YAML", "close it with ---"],
    ),
    "no-example": Row("# Page\n\nText.\n", empty=True),
    "nothing": Row("", empty=True),
    "only-front-matter": Row("---\ntitle: x\n---\n", empty=True),
}
