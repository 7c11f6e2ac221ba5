"""Programs that print what no page can show, or what it does not show."""

from tests.support.pytest_project import Row

ROWS = {
    "wrong-output": Row(
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
    "no-output": Row(
        '```python\nprint("now")\n```\n', ["{page}:1: it prints, and the page does not"]
    ),
    "shows-output": Row(
        """\
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
    ),
    "megabyte": Row(
        '```python\nprint("x" * 1_000_000)\n```\n',
        ["{page}:1: it prints, and the page does not show what", "xxx …"],
    ),
    "megabyte-of-lines": Row(
        """\
        ```python
        for number in range(150_000):
            print(number)
        ```

        <!--pytest-codeblocks:expected-output-->

        ```text
        0
        ```
        """,
        ["{page}:1: the shown output is not what it prints", "+1\n", "more lines"],
    ),
    "megabyte-on-stderr": Row(
        """\
        ```python
        import sys

        sys.stderr.write("x" * 1_000_000)
        sys.exit("too much, " * 2)
        ```
        """,
        ["{page}:5: it exits with code 1.", "xxx …"],
    ),
    "prints-without-end": Row(
        '```python\nwhile True:\n    print("x" * 1_000_000)\n```\n',
        ["{page}:3: OSError: [Errno 27] File too large"],
    ),
    "bytes": Row(
        '```python\nimport sys\n\nsys.stdout.buffer.write(b"a\\n\\xff\\n")\n```\n',
        ["{page}:1: it prints bytes that are no UTF-8 text: print text. Line 2 of"],
    ),
    "progress-bar": Row(
        """\
        ```python
        import keras

        x, y = keras.ops.ones((4, 2)), keras.ops.ones((4, 1))
        model = keras.Sequential([keras.layers.Dense(1)])
        model.compile("sgd", "mse")
        model.fit(x, y)
        ```
        """,
        [
            "{page}:1: it prints control characters, as a progress bar does: call fit",
            "verbose=0",
        ],
    ),
    "carriage-return": Row(
        '```python\nprint("1 of 2\\r2 of 2")\n```\n',
        ["{page}:1: it prints control characters"],
    ),
    "prints-tab": Row(
        '```python\nprint("a")\nprint("b\\tc")\n```\n',
        [
            "{page}:1: it prints a tab, which a page shows as spaces: print spaces. "
            r"Line 2 of its output: 'b\tc'"
        ],
    ),
    "trailing-spaces": Row(
        """\
        ```python
        print("a", "")
        ```

        <!--pytest-codeblocks:expected-output-->

        ```text
        a
        ```
        """,
        ["{page}:1: it prints spaces at the end of a line, which nobody sees: strip"],
    ),
    "prints-include": Row(
        """\
        ```python
        print('--8<-- "x.py"')
        ```
        """,
        ["{page}:1: it prints an include, which the page would expand"],
    ),
    "prints-fence": Row(
        """\
        ````python
        print("```")
        ````

        <!--pytest-codeblocks:expected-output-->

        ````text
        ```
        ````
        """
    ),
    "prints-empty-lines": Row(
        """\
        ```python
        print()
        print()
        ```

        <!--pytest-codeblocks:expected-output-->

        ```text


        ```
        """
    ),
    "prints-no-line-end": Row(
        """\
        ```python
        print("now", end="")
        ```

        <!--pytest-codeblocks:expected-output-->

        ```text
        now
        ```
        """
    ),
}
