"""Run `mike deploy` in a scratch clone."""

import json
import os
import shutil
import signal
import subprocess
from pathlib import Path

from docs._engine.core.git import environment as git_environment
from docs._engine.core.git import git
from docs._engine.core.run_record import RECORD, load_record
from docs._engine.publish.environments import Environment
from docs._engine.publish.errors import PublishError

MIKE = "import sys; from mike.driver import main; sys.exit(main())"
MAX_SHOWN = 30
"""Lines of a build that are shown when it fails."""


def mike_deploy(
    clone: Path, branch: str, environment: Environment, aliases: list[str]
) -> None:
    """Build a version strictly, and commit it to the branch of a scratch clone.

    Raises:
        PublishError: The build failed, or warned.
    """
    shutil.copy(environment.record, clone / RECORD)
    run = load_record(environment.record)
    properties = json.dumps({key: run[key] for key in ("keras", "commit", "date")})
    command = [str(environment.python), "-c", MIKE, "deploy", "--ignore-remote-status"]
    command += ["--branch", branch, "--update-aliases", "--alias-type", "copy"]
    command += ["--prop-set-all", properties, environment.name, *aliases]
    variables = {
        **git_environment(),
        # mike calls MkDocs by its name.
        "PATH": f"{environment.python.parent}{os.pathsep}{os.environ['PATH']}",
        # An editable install would lead to the hooks of another checkout.
        "PYTHONPATH": f"{clone}{os.pathsep}{os.environ.get('PYTHONPATH', '')}",
        # The same commit builds the same bytes on any day.
        "SOURCE_DATE_EPOCH": git(clone, "log", "-1", "--format=%ct"),
        "NO_MKDOCS_2_WARNING": "1",
    }
    with subprocess.Popen(  # noqa: S603
        command,
        cwd=clone,
        env=variables,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        start_new_session=True,
        text=True,
        errors="replace",
    ) as process:
        try:
            output, _ = process.communicate()
        except BaseException:
            # What interrupts us ends the build, and all that it has started.
            os.killpg(process.pid, signal.SIGKILL)
            raise
    if process.returncode:
        tail = "\n".join(output.splitlines()[-MAX_SHOWN:])
        raise PublishError(f"{environment.name} does not build:\n{tail}")
