"""A checkout that cannot be written: what needs no writing works, the rest says so."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.pytest_project import pytest_settings
from tests.support.scratch_site import BUILD, write_scratch_site

PAGE = """\
# Page

Formula $x^2$.

```python
print(1)
```

<!--pytest-codeblocks:expected-output-->

```text
{}
```
"""
FILES = {
    "docs/index.md": PAGE.format(1),
    "docs/old.md": PAGE.format(2),
    "pyproject.toml": pytest_settings(),
}
NOBODY = 65534
"""A user without permissions: root needs none to write."""


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder with a site that cannot be written, and an empty one that can."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    (folder / "empty").mkdir()
    (folder / "empty").chmod(0o777)
    (folder / "root").mkdir()
    write_scratch_site(folder / "root", FILES)
    shutil.rmtree(folder / "root" / ".cache", ignore_errors=True)
    files = [folder / "root", *(folder / "root").rglob("*")]
    for file in files:
        file.chmod(0o555 if file.is_dir() else 0o444)
    yield folder
    for file in files:
        file.chmod(0o755)
    shutil.rmtree(folder)


def run(folder: Path, *arguments: str) -> tuple[int, str]:
    """Run Python in the site, and return its exit code and all that it wrote."""
    is_root = os.geteuid() == 0
    who = {"user": NOBODY, "group": NOBODY, "extra_groups": []} if is_root else {}
    result = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder / "root",
        env={
            **os.environ,
            "HOME": str(folder / "empty"),
            "NO_MKDOCS_2_WARNING": "1",
            "TMPDIR": str(folder / "empty"),
        },
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=300,
        **who,  # type: ignore[call-overload]
    )
    return result.returncode, result.stdout


def test_read_only_checkout(folder: Path):
    """Examples pass, a build elsewhere too; what must write names what it cannot."""
    try:
        run(folder, "-c", "import mkdocs")
    except PermissionError:
        pytest.skip("no other user may start this Python")
    code, log = run(folder, "-c", BUILD, str(folder / "empty" / "site"))
    assert code == 0, log
    assert log.count(".cache cannot be written: nothing is kept") == 1
    code, log = run(folder, "-c", BUILD, str(folder / "root" / "site"))
    assert code == 1
    assert "root/site cannot be written: Permission denied. Make it writable" in log
    assert "Traceback" not in log

    pytest_command = "-m", "pytest", "-n", "0", "-p", "no:cacheprovider"
    code, log = run(folder, *pytest_command, "docs/index.md")
    assert code == 0, log
    code, log = run(folder, *pytest_command, "docs/old.md", "--update-output")
    assert code == pytest.ExitCode.USAGE_ERROR
    assert "docs/old.md:1: cannot be written. Make the file and its folder" in log
    assert "Traceback" not in log
