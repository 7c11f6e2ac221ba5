"""Wrong includes, and wrong files that pages include."""

from tests.support.pytest_project import Row

ROWS = {
    "name-error": Row(
        "# Page\n\n{include}",
        [
            "{page}:4: NameError: name 'undefined' is not defined",
            "snippets/name-error/example.py:2: print(undefined)",
        ],
        snippet="import math\nprint(undefined)\n",
    ),
    "missing-snippet": Row(
        '```python\n--8<-- "nowhere.py"\n```\n',
        ["{page}:2: ", "'nowhere.py' could not be found", "Correct the include"],
    ),
    "missing-section": Row(
        '```python\n--8<-- "missing-section/example.py:model"\n```\n',
        ["{page}:2: ", "section 'model' could not be located"],
        snippet="print(1)\n",
    ),
    "unclosed-section": Row(
        'Text.\n\n```python\n--8<-- "unclosed-section/example.py:model"\n```\n',
        [
            '{page}:4: section "model" of snippets/unclosed-section/example.py '
            "needs one start and one end"
        ],
        snippet="# --8<-- [start:model]\nx = 1\n",
    ),
    "line-numbers": Row(
        '```python\n--8<-- "line-numbers/example.py:1:1"\n```\n',
        ["{page}:2: snippets/line-numbers/example.py is included by line number"],
        snippet="x = 1\n",
    ),
    "unexpanded-include": Row(
        "```python\nx = 1\n--8<-- nowhere.py\n```\n",
        ["{page}:3: this include was not expanded"],
    ),
    "recursive-include": Row(
        "{include}",
        ["{page}:2: ", "includes itself"],
        snippet='--8<-- "recursive-include/example.py"\n',
    ),
    "latin-1-snippet": Row(
        "# Page\n\n{include}",
        [
            "{page}:4: save snippets/latin-1-snippet/example.py as UTF-8 (invalid",
        ],
        snippet=b'x = "\xe9t\xe9"\n',
    ),
    "snippet-with-byte-order-mark": Row(
        "{include}",
        [
            "{page}:2: save snippets/snippet-with-byte-order-mark/example.py as UTF-8 "
            "without a byte-order mark"
        ],
        snippet=b"\xef\xbb\xbfx = 1\n",
    ),
    "snippet-with-windows-line-ends": Row(
        "{include}",
        [
            "{page}:2: NameError",
            "snippets/snippet-with-windows-line-ends/example.py:2: print(undefined)",
        ],
        snippet=b"x = 1\r\nprint(undefined)\r\n",
    ),
    "empty-snippet": Row(
        "{include}",
        ["{page}:1: this example is empty: fill or remove it"],
        files={"snippets/empty-snippet/example.py": ""},
    ),
    "folder": Row(
        '```python\n--8<-- "folder"\n```\n',
        ['{page}:2: "folder" is no file. Include the files in it'],
        snippet="x = 1\n",
    ),
    "outside": Row(
        '```python\n--8<-- "../pyproject.toml"\n```\n',
        ["{page}:2: '../pyproject.toml' could not be found in snippets. Correct"],
    ),
    "download": Row(
        '```python\n--8<-- "https://example.com/x.py"\n```\n',
        ["{page}:2: https://example.com/x.py is not downloaded. Save it with the"],
    ),
    "circle-of-two": Row(
        "{include}",
        [
            "{page}:2: snippets/circle-of-two/second.py:3: ",
            '"circle-of-two/example.py" includes itself. Break the circle',
        ],
        snippet='--8<-- "circle-of-two/second.py"\n',
        files={
            "snippets/circle-of-two/second.py": (
                'x = 1\n\n--8<-- "circle-of-two/example.py"\n'
            )
        },
    ),
    "include-in-a-snippet": Row(
        "{include}",
        ["{page}:2: snippets/include-in-a-snippet/example.py:2: 'nowhere.py' could"],
        snippet='x = 1\n--8<-- "nowhere.py"\n',
    ),
    "block-of-includes": Row(
        """\
        ```python
        --8<--
        block-of-includes/example.py
        --8<--
        ```
        """,
        [
            "{page}:3: NameError",
            "snippets/block-of-includes/example.py:2: print(undefined)",
        ],
        snippet="x = 1\nprint(undefined)\n",
    ),
    "unclosed-block-of-includes": Row(
        "```python\n--8<--\nunclosed-block-of-includes/example.py\n```\n",
        ["{page}:4: '```' could not be found in snippets. Correct the include"],
        snippet="x = 1\n",
    ),
    "escaped-include": Row(
        '```python\nx = 1\n;--8<-- "escaped-include/example.py"\n```\n',
        ["{page}:3: this include was not expanded", "write --8<--"],
        snippet="x = 1\n",
    ),
}
