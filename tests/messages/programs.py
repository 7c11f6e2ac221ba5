"""Programs that go wrong, or that do what the next one must not see."""

from tests.support.pytest_project import Row

ROWS = {
    "second-fails": Row(
        "```python\nx = 1\n```\n\n```python\nprint(x)\n```\n",
        ["{page}:6: NameError: name 'x' is not defined"],
    ),
    "main-guard": Row(
        '```python\nif __name__ == "__main__":\n    print(undefined)\n```\n',
        ["{page}:3: NameError"],
    ),
    "syntax-error": Row("```python\nx = (\n```\n", ["{page}:2: SyntaxError"]),
    "exit-code": Row(
        "```python\nimport sys\n\nsys.exit(3)\n```\n",
        ["{page}:4: it exits with code 3.", "{page}:4: sys.exit(3)"],
    ),
    "abort": Row(
        "```python\nimport os\n\nos.abort()\n```\n",
        ["{page}:4: it was ended by SIGABRT.", "{page}:4: os.abort()"],
    ),
    "quiet-exit": Row(
        "```python\nimport os\n\nos._exit(0)\n```\n",
        ["{page}:1: it ended with exit code 0 before its last line."],
    ),
    "warns": Row(
        '```python\nimport warnings\n\nwarnings.warn("old", stacklevel=1)\n```\n',
        ["{page}:4: it warns. Remove the cause: UserWarning: old"],
    ),
    "keras-warns": Row(
        "```python\nimport keras\n\nkeras.layers.Dense(1, input_shape=(2,))\n```\n",
        ["{page}:1: it warns", "Do not pass an `input_shape`"],
    ),
    "environment-too-late": Row(
        """\
        ```python
        import os

        os.environ["KERAS_BACKEND"] = "nonsense"
        import keras
        ```
        """,
        ["{page}:5: ", "nonsense", "{page}:5: import keras"],
    ),
    "thread-fails": Row(
        """\
        ```python
        import threading

        threading.Timer(0.5, lambda: 1 / 0).start()
        ```
        """,
        ["{page}:4: it warns", "a thread failed with ZeroDivisionError"],
    ),
    "imports-this-repository": Row(
        "```python\nimport snippets\n```\n", ["{page}:2: ModuleNotFoundError"]
    ),
    "changes-folder": Row(
        """\
        ```python
        import os

        os.chdir(os.sep)
        ```

        ```python
        import os

        assert os.listdir(os.curdir) == ["example.py"]
        ```
        """
    ),
    "writes-files": Row(
        """\
        ```python
        from pathlib import Path

        Path("written.txt").touch()
        Path(__file__).with_name("beside.txt").touch()
        ```

        ```python
        from pathlib import Path

        assert [file.name for file in Path.cwd().iterdir()] == ["example.py"]
        ```
        """
    ),
    "sets-environment": Row(
        """\
        ```python
        import os

        os.environ["LEFT_BEHIND"] = "1"
        ```

        ```python
        import os

        assert "LEFT_BEHIND" not in os.environ
        ```
        """
    ),
    "leaves-a-process": Row(
        """\
        ```python
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
        ```
        """
    ),
    "closes-stdout": Row("```python\nimport sys\n\nsys.stdout.close()\n```\n"),
    "prints-to-closed-stdout": Row(
        "```python\nimport sys\n\nsys.stdout.close()\nprint(1)\n```\n",
        ["{page}:5: ValueError: I/O operation on closed file"],
    ),
    "closes-stdout-of-the-system": Row(
        "```python\nimport os\n\nprint(1)\nos.close(1)\n```\n",
        ["{page}:1: OSError: [Errno 9] Bad file descriptor"],
    ),
    "asks": Row(
        "```python\nx = 1\nname = input()\n```\n",
        [
            "{page}:3: EOFError: EOF when reading a line",
            'Nobody is there to type: put <!--pytest.mark.skip(reason="…")--> above',
        ],
    ),
    "killed": Row(
        "```python\nimport os\n\nos.kill(os.getpid(), 9)\n```\n",
        ["{page}:1: it was ended by SIGKILL. Memory may have run out: use less."],
    ),
    "segmentation-fault": Row(
        "# Page\n\n{include}",
        [
            "{page}:4: it was ended by SIGSEGV.",
            "snippets/segmentation-fault/example.py:3: ctypes.string_at(0)",
        ],
        snippet="import ctypes\n\nctypes.string_at(0)\n",
    ),
    "deep-recursion": Row(
        "```python\ndef f():\n    f()\n\n\nf()\n```\n",
        ["{page}:3: RecursionError: maximum recursion depth exceeded"],
    ),
    "error-of-several-lines": Row(
        '```python\nx = 1\nraise ValueError("first\\n\\nthird")\n```\n',
        ["{page}:3: ValueError: first\n\nthird\n", "{page}:3: raise ValueError"],
    ),
    "huge-error": Row(
        '```python\nx = 1\nraise ValueError("x" * 1_000_000)\n```\n',
        ["{page}:3: ValueError: xxx", "{page}:3: raise ValueError"],
    ),
    "error-with-note": Row(
        """\
        ```python
        error = ValueError("the error")
        error.add_note("and a note")
        raise error
        ```
        """,
        ["{page}:4: ValueError: the error\n", "and a note"],
    ),
    "exits-with-words": Row(
        '```python\nx = 1\nraise SystemExit("no data " * 2)\n```\n',
        ["{page}:3: it exits with code 1.", "\n\nno data no data"],
    ),
    "quits": Row("```python\nquit()\n```\n"),
}

ENDLESS = {
    "endless-loop": Row(
        "```python\nx = 1\nwhile True: pass\n```\n",
        ["{page}:3: the time limit was reached", "{page}:3: while True: pass"],
    ),
    "endless-thread": Row(
        """\
        ```python
        import threading

        threading.Thread(target=threading.Event().wait).start()
        ```
        """,
        ["{page}:1: the time limit was reached: it did not end", "example_time_limit"],
    ),
}
"""Programs that the time limit ends."""
