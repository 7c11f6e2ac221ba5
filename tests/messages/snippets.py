"""Wrong includes, and wrong files that pages include."""

from tests.support.pytest_project import Row


def include(path: str, *expected_messages: str, content: str = "x = 1\n") -> Row:
    """Return a page whose example is one include; `content` is that of {snippet}."""
    page = f'```python\n--8<-- "{path}"\n```\n'
    return Row(page, expected_messages, snippet=content)


def snippet(content: str | bytes, *expected_messages: str) -> Row:
    """Return a page that includes {snippet}, a file with this content."""
    return Row("{include}", expected_messages, snippet=content)


ROWS = {
    "name-error": Row(
        "# Page\n\n{include}",
        [
            "{page}:4: NameError: name 'undefined' is not defined",
            "snippets/{snippet}:2: print(undefined)",
        ],
        snippet="import math\nprint(undefined)\n",
    ),
    "missing-snippet": include(
        "nowhere.py",
        "{page}:2: 'nowhere.py' could not be found in snippets. Correct the include",
    ),
    "missing-section": include(
        "{snippet}:model", "{page}:2: ", "section 'model' could not be located"
    ),
    "unclosed-section": include(
        "{snippet}:model",
        '{page}:2: section "model" of snippets/{snippet} needs one start and one end',
        content="# --8<-- [start:model]\nx = 1\n",
    ),
    "line-numbers": include(
        "{snippet}:1:1", "{page}:2: snippets/{snippet} is included by line number"
    ),
    "folder": include(
        "folder", '{page}:2: "folder" is not a file. Include the files in it'
    ),
    "outside": include(
        "../pyproject.toml",
        "{page}:2: '../pyproject.toml' could not be found in snippets. Correct",
    ),
    "download": include(
        "https://example.com/x.py",
        "{page}:2: https://example.com/x.py is never downloaded. Save it with the",
    ),
    "unexpanded-include": Row(
        "```python\nx = 1\n--8<-- nowhere.py\n```\n",
        ["{page}:3: this include was not expanded"],
    ),
    "escaped-include": Row(
        '```python\nx = 1\n;--8<-- "{snippet}"\n```\n',
        ["{page}:3: this include was not expanded", "write --8<--"],
        snippet="x = 1\n",
    ),
    "block-of-includes": Row(
        "```python\n--8<--\n{snippet}\n--8<--\n```\n",
        ["{page}:3: NameError", "snippets/{snippet}:2: print(undefined)"],
        snippet="x = 1\nprint(undefined)\n",
    ),
    "unclosed-block-of-includes": Row(
        "```python\n--8<--\n{snippet}\n```\n",
        ["{page}:4: '```' could not be found in snippets. Correct the include"],
        snippet="x = 1\n",
    ),
    "latin-1-snippet": Row(
        "# Page\n\n{include}",
        ["{page}:4: save snippets/{snippet} as UTF-8 (invalid"],
        snippet=b'x = "\xe9t\xe9"\n',
    ),
    "snippet-with-byte-order-mark": snippet(
        b"\xef\xbb\xbfx = 1\n",
        "{page}:2: save snippets/{snippet} as UTF-8 without a byte-order mark",
    ),
    "snippet-with-windows-line-ends": snippet(
        b"x = 1\r\nprint(undefined)\r\n",
        "{page}:2: NameError",
        "snippets/{snippet}:2: print(undefined)",
    ),
    "empty-snippet": Row(
        "{include}",
        ["{page}:1: this example is empty: fill or remove it"],
        files={"snippets/empty-snippet/example.py": ""},
    ),
    "circle-of-two": Row(
        '```python\n--8<-- "circle.py"\n```\n',
        [
            "{page}:2: snippets/{snippet}:3: ",
            '"circle.py" includes itself. Break the circle',
        ],
        snippet='x = 1\n\n--8<-- "circle.py"\n',
        files={"snippets/circle.py": '--8<-- "{snippet}"\n'},
    ),
    "page-as-snippet": Row(
        'Text.\n\n--8<-- "part.md"\n',
        ["{page}:3: NameError", "snippets/part.md:4: print(undefined)"],
        files={"snippets/part.md": "More.\n\n```python\nprint(undefined)\n```\n"},
    ),
    "control-character-in-a-snippet": snippet(
        "x = 1\ny = '\x1b'\n",
        r"{page}:2: snippets/{snippet}:2: remove the control character \x1b",
    ),
    "include-in-a-snippet": snippet(
        'x = 1\n--8<-- "nowhere.py"\n',
        "{page}:2: snippets/{snippet}:2: 'nowhere.py' could",
    ),
}
