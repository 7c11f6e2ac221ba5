"""mike, at work in a workshop."""

import os
import shutil
import signal
import subprocess
from pathlib import Path

from docs._engine.core.git import environment, git
from docs._engine.core.run_record import RECORD
from docs._engine.publish.environments import Cell, properties
from docs._engine.publish.repository import PublishError

MIKE = "import sys; from mike.driver import main; sys.exit(main())"
SHOWN = 30
"""Lines of a build that are shown when it fails."""


def deploy(
    place: Path, branch: str, cell: Cell, aliases: list[str], **identity: str
) -> None:
    """Build a version strictly, and add it to the branch of a workshop.

    Args:
        place: The workshop.
        branch: The branch.
        cell: The environment, and its run.
        aliases: What else the version is called.
        identity: Who commits.

    Raises:
        PublishError: The build failed, or warned.
    """
    shutil.copy(cell.record, place / RECORD)
    commit = git(place, "rev-parse", "HEAD")
    arguments = ["-b", branch, "--update-aliases", "--alias-type", "copy"]
    arguments += ["--prop-set-all", properties(cell, commit), cell.name, *aliases]
    bin_, paths = cell.python.absolute().parent, os.environ.get("PYTHONPATH")
    also = {
        # mike calls MkDocs by its name.
        "PATH": os.pathsep.join([str(bin_), os.environ["PATH"]]),
        # An editable install would lead to the hooks of another checkout.
        "PYTHONPATH": os.pathsep.join(filter(None, [str(place), paths])),
        # The same commit builds the same bytes on any day.
        "SOURCE_DATE_EPOCH": git(place, "log", "-1", "--format=%ct"),
        "NO_MKDOCS_2_WARNING": "1",
    }
    command = [str(cell.python), "-c", MIKE, "deploy", *arguments]
    code, output = _run(command, place, environment({**also, **identity}))
    if code:
        said = "\n".join(output.splitlines()[-SHOWN:])
        raise PublishError(f"{cell.name} does not build:\n{said}")


def _run(command: list[str], place: Path, variables: dict[str, str]) -> tuple[int, str]:
    """Run a command; what interrupts us ends it, and all that it has started."""
    with subprocess.Popen(  # noqa: S603
        command,
        cwd=place,
        env=variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
    ) as process:
        try:
            output, _ = process.communicate()
        except BaseException:
            os.killpg(process.pid, signal.SIGKILL)
            raise
    return process.returncode, output.decode("utf-8", "replace")
