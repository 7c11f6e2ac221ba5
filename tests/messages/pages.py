"""Wrong pages: what stands between the fences, and which fences are examples."""

from tests.support.pytest_project import Row

PRINT = "```python\nprint(undefined)\n```\n"
INDENTED = "    ```python\n    print(undefined)\n    ```\n"

# Pages with an example that fails, and the line of the page where it does.
EXAMPLES = {
    "title": ('```python title="model.py"\nprint(undefined)\n```\n', 2),
    "attributes": ("``` { .python }\nprint(undefined)\n```\n", 2),
    "tildes": ("~~~ python\nprint(undefined)\n~~~\n", 2),
    "highlighted": ('```python hl_lines="1"\nprint(undefined)\n```\n', 2),
    "tab": (f'=== "One"\n\n    Text.\n\n=== "Two"\n\n{INDENTED}', 8),
    "admonition": (f'!!! note "Look"\n\n{INDENTED}', 4),
    "list": (f"1. First:\n\n{INDENTED}", 4),
    "quote": ("> ```python\n> print(undefined)\n> ```\n", 2),
    "front-matter": (f"---\ndescription: x\n---\n\n# Page\n\n{PRINT}", 8),
    "hidden-in-comment": (f"Text.\n\n<!--\n{PRINT}-->\n\nText.\n", 5),
    "byte-order-mark": (f"\ufeff{PRINT}", 2),
    "other-line-ends": (f"Not \u2028 for\x0ceditors.\n\n{PRINT}", 4),
    "long": (
        "Text.\n\n```python\nx = 1\n```\n\nText.\n\n\n\n" * 10
        + "Text.\n\n" * 2450
        + PRINT,
        5002,
    ),
}

# Pages that are wrong wherever their example is, with what stands above it.
DIRECTIVES = {
    "bare-skip": (
        "pytest.mark.skip",
        ["{page}:3: pytest.mark.skip gives no reason", "reason="],
    ),
    "no-version": (
        'pytest.mark.since("new")',
        ["{page}:3: ", "write a minor version", 'since("3.14")'],
    ),
    "no-backend": (
        'pytest.mark.backend("theano")',
        ["{page}:3: ", "write one of tensorflow, jax, torch"],
    ),
    "future-version": (
        'pytest.mark.since("99.0")',
        ["{page}:3: ", "it would run nowhere. The newest Keras in tests/comp"],
    ),
    "named-condition": (
        'pytest.mark.skipif(condition=True, reason="slow")',
        ["{page}:1: pytest.mark.skipif: readers may paste an example"],
    ),
    "condition-in-quotes": (
        """pytest.mark.skipif("sys.platform == 'win32'", reason="x")""",
        ["{page}:1: pytest.mark.skipif: readers may paste an example"],
    ),
    "text-behind": (
        'pytest.mark.since("3.0")--> since long <!--',
        ["{page}:1: pytest.mark.since: write this comment on a line of its own."],
    ),
    "on-two-lines": (
        'pytest.mark.since(\n"3.0")',
        ["{page}:1: pytest.mark.since: write this comment on a line of its own."],
    ),
    "xfail": (
        "pytest.mark.xfail",
        ["{page}:1: pytest.mark.xfail", 'in pytest.mark.raises("ValueError")'],
    ),
    "raises-anything": (
        "pytest.mark.raises",
        ["{page}:3: pytest.mark.raises: name one exception, as in raises("],
    ),
    "continued": (
        "pytest-codeblocks:cont",
        ["{page}:1: pytest-codeblocks:cont", "whole program"],
    ),
    "unknown-directive": (
        "pytest-codeblocks:expect-output",
        ["{page}:1: pytest-codeblocks:expect-output: unknown directive. Known"],
    ),
}

ROWS = {
    **{
        name: Row(text, [f"{{page}}:{line}: NameError"])
        for name, (text, line) in EXAMPLES.items()
    },
    **{
        name: Row(f"<!--{directive}-->\n\n```python\nx = 1\n```\n", expected)
        for name, (directive, expected) in DIRECTIVES.items()
    },
    "output-of-nothing": Row(
        "<!--pytest-codeblocks:expected-output-->\n\n```text\nthen\n```\n",
        ["{page}:1: pytest-codeblocks:expected-output: put it under the example"],
    ),
    "output-without-block": Row(
        "```python\nx = 1\n```\n\n<!--pytest-codeblocks:expected-output-->\n\nText.\n",
        ["{page}:7: ", "directly above a fenced block"],
    ),
    "shell": Row(
        "```bash\nmkdocs serve\n```\n",
        [
            "{page}:1: this bash block is neither run nor excused",
            'make it a bash block, and write <!--pytest.mark.skip(reason="…")--> above',
        ],
    ),
    "shell-of-another-name": Row(
        '<!--pytest.mark.skip(reason="a command")-->\n\n```console\nls\n```\n',
        ["{page}:3: this console block is neither", "make it a bash block"],
    ),
    "prompt": Row(
        '<!--pytest.mark.skip(reason="a command")-->\n\n```bash\n$ ls\n```\n',
        ["{page}:3: remove the prompt, because readers copy it"],
    ),
    "output-of-a-command": Row(
        '<!--pytest.mark.skip(reason="a command")-->\n\n```bash\nls\n```\n\n'
        "<!--pytest-codeblocks:expected-output-->\n\n```text\na\n```\n",
        ["{page}:7: pytest-codeblocks:expected-output: put it under the example"],
    ),
    "skipped": Row(
        '<!--pytest.mark.skip(reason="slow")-->\n\n```python\nx = 1\n```\n',
        ["{page}:3: this example is skipped, so readers would copy a"],
    ),
    "include-as-prose": Row(
        'Text.\n\n--8<-- "include-as-prose/example.py"\n\n```bash\nls\n```\n',
        ["{page}:3: this include shows code as prose: put it into", "{page}:5: this b"],
        snippet="x = 1\n\ny = 1\n",
    ),
    "nameless": Row(
        "```\nx = 1\n```\n", ["{page}:1: this block without a language is neither"]
    ),
    "output-without-directive": Row(
        "```python\nprint(1)\n```\n\n```text\n1\n```\n",
        [
            "{page}:5: this text block is neither run nor excused. If it is an "
            "example, make it a python block. If it is the output of an example, write "
            "<!--pytest-codeblocks:expected-output--> above it.",
        ],
    ),
    **{
        name: Row(
            f"``` {name}\nx = 1\n```\n",
            [f"{{page}}:1: write python, not {name}, as the language"],
        )
        for name in ("py", "python3", "Python")
    },
    "several-errors": Row(
        "```bash\nls\n```\n\n<!--pytest.mark.xfail-->\n\n```python\n```\n\n```\nx\n```\n",
        [
            "{page}:1: this bash block",
            "{page}:5: pytest.mark.xfail",
            "{page}:7: this example is empty",
            "{page}:10: this block without a language",
        ],
    ),
    "turned-around": Row(
        "```python\nx = 1\ny = 'a\u202eb'\n```\n",
        [
            "{page}:3: this line contains characters that reverse the direction of",
            r"y = 'a\u202eb'",
        ],
    ),
    "odd-characters": Row(
        "Text.\n\n```pyth\u2028o\x85n\nx = 1\n```\n",
        [r"{page}:3: this fence is not closed or not understood: ```pyth\u2028o\x85n"],
    ),
    "control-character": Row(
        "Text.\n\n```python\nx = 'a\x03b'\n```\n",
        [r"{page}:4: remove the control character \x03, which Markdown or browsers"],
    ),
    "unclosed-fence": Row("Text.\n\n```python\nx = 1\n", ["{page}:3: this fence"]),
    "fence-on-the-line-of-a-comment": Row(
        "<!-- ```python\nx = 1\n``` -->\n\nText.\n",
        ["{page}:3: this fence is not closed or not understood"],
    ),
    "empty": Row("```python\n```\n", ["{page}:1: this example is empty"]),
    "no-utf-8": Row(
        b"Text.\n\n\xff\n", ["{page}:3: save this file as UTF-8 (invalid start"]
    ),
    "windows-line-ends": Row(
        b"# Page\r\n\r\n```python\r\nx = 1\r\nprint(undefined)\r\n```\r\n",
        ["{page}:5: NameError", "{page}:5: print(undefined)"],
    ),
    "tab-before-fence": Row(
        "1. First:\n\n\t```python\n\tif True:\n\t\tprint(undefined)\n\t```\n",
        ["{page}:5: NameError", "{page}:5: print(undefined)"],
    ),
    "same-address": Row(
        "# Page\n",
        ["{page}:1: docs/same-address/index.md has the same address. Rename one"],
        files={"docs/same-address/index.md": "# Page\n"},
    ),
    "broken-front-matter": Row(
        "---\ntitle: x\ntags: [a\n---\n\n# Page\n",
        ["{page}:4: the front matter is not valid YAML"],
    ),
    "unclosed-front-matter": Row(
        "---\ntitle: x\n\n# Page\n",
        ["{page}:1: the front matter is not valid YAML", "close it with ---"],
    ),
    "no-example": Row("# Page\n\nText.\n", empty=True),
    "nothing": Row("", empty=True),
    "only-front-matter": Row("---\ntitle: x\n---\n", empty=True),
}
