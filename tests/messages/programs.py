"""Programs that go wrong, or print what the page does not or cannot show.

Also programs that do what the next one must not see.
"""

from textwrap import dedent

from tests.support.pytest_project import Row


def page(code: str, output: str = "") -> str:
    """Return a page with one example, and with its output if it has one."""
    text = "```python\n" + dedent(code).strip("\n") + "\n```\n"
    if output:
        text += "\n<!--pytest-codeblocks:expected-output-->\n"
        text += f"\n```text\n{output}```\n"
    return text


def program(code: str, *expected_messages: str, output: str = "") -> Row:
    """Return a row whose page is that of this example."""
    return Row(page(code, output), expected_messages)


FAILING = {
    "second-fails": Row(
        "```python\nx = 1\n```\n\n```python\nprint(x)\n```\n",
        [
            "{page}:6: NameError: name 'x' is not defined\nEach block and each cell "
            "is a program of its own: define all names in it."
        ],
    ),
    "main-guard": program(
        'if __name__ == "__main__":\n    print(undefined)', "{page}:3: NameError"
    ),
    "syntax-error": program("x = (", "{page}:2: SyntaxError"),
    "raises-nothing": Row(
        '<!--pytest.mark.raises("ValueError")-->\n' + page("print(1)", "1\n"),
        ["{page}:2: it has to end in ValueError, as its mark says, but doesn't."],
    ),
    "raises-another": Row(
        '<!--pytest.mark.raises("ValueError")-->\n' + page("x = 1\n1 / x0"),
        [
            "{page}:4: it has to end in ValueError, as its mark says, but raises "
            "NameError: name 'x0' is not defined",
            "{page}:4: 1 / x0",
        ],
    ),
    "raises-in-silence": Row(
        '<!--pytest.mark.raises("ValueError")-->\n' + page("int('one')"),
        [
            "{page}:2: it prints something that the page does not show.",
            "ValueError: invalid literal for int() with base 10: 'one'",
        ],
    ),
    "exit-code": program(
        "import sys\n\nsys.exit(3)",
        "{page}:1: it exits with code 3.",
    ),
    "warns": program(
        'import warnings\n\nwarnings.warn("old", stacklevel=1)',
        "{page}:4: it warns. Remove the cause: UserWarning: old",
    ),
    "keras-warns": program(
        "import keras\n\nkeras.layers.Dense(1, input_shape=(2,))",
        "{page}:1: it warns",
        "Do not pass an `input_shape`",
    ),
    "environment-too-late": program(
        """
        import os

        os.environ["KERAS_BACKEND"] = "nonsense"
        import keras
        """,
        "{page}:5: ",
        "nonsense",
        "{page}:5: import keras",
    ),
    "thread-fails": program(
        "import threading\n\nthreading.Timer(0.5, lambda: 1 / 0).start()",
        "{page}:4: it writes to stderr, which no page shows.",
        "Exception in thread Thread-1:",
        "ZeroDivisionError: division by zero",
    ),
    "imports-this-repository": program(
        "import snippets", "{page}:2: ModuleNotFoundError"
    ),
    "prints-to-closed-stdout": program(
        "import sys\n\nsys.stdout.close()\nprint(1)",
        "{page}:5: ValueError: I/O operation on closed file",
    ),
    "asks": program(
        "x = 1\nname = input()",
        "{page}:3: EOFError: EOF when reading a line",
        "Nobody can type an answer here: write it into the program.",
    ),
    "killed": program(
        "import os\n\nos.kill(os.getpid(), 9)",
        "{page}:1: it was ended by SIGKILL. Memory may have run out: use less.",
    ),
    "segmentation-fault": Row(
        "# Page\n\n{include}",
        [
            "{page}:4: it was ended by SIGSEGV.",
            "snippets/segmentation-fault/example.py:3: ctypes.string_at(0)",
        ],
        snippet="import ctypes\n\nctypes.string_at(0)\n",
    ),
    "deep-recursion": program(
        "def f():\n    f()\n\n\nf()",
        "{page}:3: RecursionError: maximum recursion depth exceeded",
    ),
    "error-of-several-lines": program(
        'x = 1\nraise ValueError("first\\n\\n" + "x" * 1_000_000)',
        "{page}:3: ValueError: first\n\nxxx",
        "xxx …\n  {page}:3: raise ValueError",
    ),
    "error-with-note": program(
        """
        error = ValueError("the error")
        error.add_note("and a note")
        raise error
        """,
        "{page}:4: ValueError: the error\n",
        "and a note",
    ),
    "wrong-output": program(
        'print("now")',
        "{page}:1: the output on the page is not what it prints",
        "run pytest docs/wrong-output.md --update-output.",
        "shown at {page}:7",
        "-then",
        "+now",
        output="then\n",
    ),
    "megabyte": program(
        'print("x" * 1_000_000)',
        "{page}:1: it prints something that the page does not show",
        "xxx …",
    ),
    "megabyte-of-lines": program(
        "for number in range(150_000):\n    print(number)",
        "{page}:1: the output on the page is not what it prints",
        "+1\n",
        "more lines",
        output="0\n",
    ),
    "megabyte-on-stderr": program(
        """
        import sys

        sys.stderr.write("x" * 1_000_000 + "\\n")
        sys.exit("too much, " * 2)
        """,
        "{page}:1: it exits with code 1.",
        "xxx …\ntoo much, too much",
    ),
    "prints-to-stderr": program(
        'import sys\n\nprint("a mistake", file=sys.stderr)',
        "{page}:1: it writes to stderr, which no page shows. Print it, or leave it out:"
        "\na mistake",
    ),
    "prints-a-traceback": program(
        """
        import traceback

        try:
            1 / 0
        except ZeroDivisionError:
            traceback.print_exc()
        """,
        "{page}:5: it writes to stderr",
        "ZeroDivisionError: division by zero",
    ),
    "tensorflow-prints": program(
        "import tensorflow as tf\n\ntf.print(1 + tf.ones(2))",
        "{page}:1: it writes to stderr",
        "[2 2]",
    ),
    "tensorflow-logs": program(
        'import tensorflow as tf\n\ntf.get_logger().warning("be careful")',
        "{page}:1: it writes to stderr",
        "WARNING:tensorflow:be careful",
    ),
    "prints-without-end": program(
        'while True:\n    print("x" * 1_000_000)',
        "{page}:1: it prints 10,000,000 bytes or more. Make it print less.",
    ),
    "writes-without-end": program(
        """
        import keras

        while True:
            open("file", "a").write("x" * 1_000_000)
        """,
        "{page}:5: OSError: [Errno 27] File too large\nAn example may write at most "
        "100,000,000 bytes to a file.",
    ),
    "bytes": program(
        'import sys\n\nsys.stdout.buffer.write(b"a\\n\\xff\\n")',
        "{page}:1: it prints bytes that are not UTF-8: print text instead. Line 2 of",
    ),
    "progress-bar": program(
        """
        import keras

        x, y = keras.ops.ones((4, 2)), keras.ops.ones((4, 1))
        model = keras.Sequential([keras.layers.Dense(1)])
        model.compile("sgd", "mse")
        model.fit(x, y)
        """,
        "{page}:1: it prints control characters, as a progress bar does: call fit",
        "verbose=0",
    ),
    "prints-turned-around": program(
        r'print("a\u202eb")',
        "{page}:1: it prints characters that reverse the direction of text",
    ),
    "prints-tab": program(
        'print("a")\nprint("b\\tc")',
        "{page}:1: it prints a tab, which a page shows as spaces: print spaces. "
        r"Line 2 of its output: 'b\tc'",
    ),
    "trailing-spaces": program(
        'print("a", "")',
        "{page}:1: it prints spaces at the end of a line, which nobody sees: strip",
        output="a\n",
    ),
    "prints-include": program(
        "print('--8<-- \"x.py\"')",
        "{page}:1: it prints an include, which the page would expand",
    ),
}

PASSING = {
    "shows-output": Row(
        """\
        ````python
        print("```")
        ````

        <!--pytest-codeblocks:expected-output-->

        ````text
        ```
        ````

        <!--pytest.mark.skip(reason="a command, not an example")-->

        ```bash
        mkdocs serve
        ```
        """
    ),
    "raises": Row(
        '<!--pytest.mark.raises("InvalidStateError")-->\n'
        + page(
            """
            import asyncio

            print(1)
            raise asyncio.InvalidStateError("first line\\nsecond line")
            """,
            "1\nasyncio.exceptions.InvalidStateError: first line\n",
        )
    ),
    "prints-empty-lines": program("print()\nprint()", output="\n\n"),
    "prints-no-line-end": program('print("now", end="")', output="now\n"),
    "leaves-traces": Row(
        """\
        ```python
        import os
        from pathlib import Path

        Path("written.txt").touch()
        Path(__file__).with_name("beside.txt").touch()
        os.environ["LEFT_BEHIND"] = "1"
        os.chdir(os.sep)
        ```

        ```python
        import os

        assert os.listdir(os.curdir) == ["example.py"]
        assert "LEFT_BEHIND" not in os.environ
        ```
        """
    ),
    "leaves-a-process": program(
        """
        import subprocess
        import sys

        code = '''
        import fcntl, time
        file = open("{root}/lock", "w")
        fcntl.flock(file, fcntl.LOCK_EX)
        print("locked", flush=True)
        time.sleep(12345)
        '''
        child = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
        assert child.stdout.readline() == b"locked\\n"
        """
    ),
    "prints-in-turn-with-a-process": program(
        """
        import subprocess

        print("first")
        subprocess.run(["echo", "second"])
        print("third")
        """,
        output="first\nsecond\nthird\n",
    ),
    "starts-a-process": program(
        """
        import multiprocessing

        context = multiprocessing.get_context("fork")
        process = context.Process(target=print, args=("in the child",))
        process.start()
        process.join()
        print(multiprocessing.current_process().name)
        print(multiprocessing.parent_process())
        """,
        output="in the child\nMainProcess\nNone\n",
    ),
    "prints-at-the-end": program(
        """
        import atexit
        import sys
        import threading

        atexit.register(print, "at the end")
        threading.Timer(0.3, print, ["in a thread"]).start()
        sys.exit()
        """,
        output="in a thread\nat the end\n",
    ),
    "closes-stdout-of-the-system": program(
        "import os\n\nprint(1)\nos.close(1)", output="1\n"
    ),
    "closes-stdout": program("import sys\n\nsys.stdout.close()"),
    "quits": program("quit()"),
    "quits-at-once": program("import os\n\nprint(1)\nos._exit(0)\n1 / 0", output="1\n"),
    "quits-at-once-with-keras": program(
        "import os\n\nimport keras\n\nprint(1)\nos._exit(0)\n1 / 0", output="1\n"
    ),
}

ENDLESS = {
    "endless-loop": program(
        "x = 1\nwhile True: pass",
        "{page}:3: the time limit was reached",
        "{page}:3: while True: pass",
    ),
    "endless-thread": program(
        "import threading\n\nthreading.Thread(target=threading.Event().wait).start()",
        "{page}:1: the time limit was reached: it did not end",
        "example_time_limit",
    ),
}
"""Programs that the time limit ends."""
