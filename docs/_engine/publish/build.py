"""Environments whose versions are published, and the build of one by mike."""

import json
import os
import shutil
import signal
import subprocess
from pathlib import Path
from typing import NamedTuple

from docs._engine.core import run_record
from docs._engine.core.git import environment as git_environment
from docs._engine.core.git import git
from docs._engine.core.keras import minor_version, version_tuple
from docs._engine.core.publishable import NotPublishableError, require_publishable
from docs._engine.publish.files import DEV, is_version
from docs._engine.publish.remote import BRANCH, PublishError

VERSION_SCRIPT = "from docs._engine.core import keras; print(keras.keras_version())"
MIKE = "import sys; from mike.driver import main; sys.exit(main())"
MAX_SHOWN = 30
"""Lines of a build that are shown when it fails."""


class Environment(NamedTuple):
    """A Python with a version of Keras on which all tests passed."""

    name: str
    """The name of the version that is published."""
    python: Path
    keras: str
    record: Path
    """The record of the test run."""


def load_environments(root: Path, pythons: dict[str, str]) -> list[Environment]:
    """Return what to publish, the oldest Keras first; an error names all problems."""
    environments, problems = [], []
    for name, python in pythons.items():
        try:
            environments.append(_load(root, name, Path(python).absolute()))
        except (PublishError, NotPublishableError) as error:
            problems.append(f"{name}: {error}")
    if problems:
        raise PublishError("\n".join(problems))
    return sorted(environments, key=lambda each: version_tuple(each.keras))


def _load(root: Path, name: str, python: Path) -> Environment:
    if not is_version(name):
        raise PublishError(f"a version is called as in 3.15, or {DEV}.")
    command = [str(python), "-c", VERSION_SCRIPT]
    try:
        output = subprocess.check_output(command, cwd=root, stderr=subprocess.DEVNULL)  # noqa: S603
    except (OSError, subprocess.CalledProcessError):
        raise PublishError(f"{python}: Keras is not installed there.") from None
    keras = output.decode().strip()
    minor = minor_version(keras)
    if name not in (minor, DEV):
        raise PublishError(f"{python} has Keras {keras}. Publish it as {minor}.")
    # Where nox keeps the records of its runs.
    by_nox = root / ".cache" / "runs" / f"{minor}-tensorflow.json"
    own = root / run_record.RECORD
    record = require_publishable(root, keras, by_nox, own)
    return Environment(name, python, keras, record)


def mike_deploy(clone: Path, environment: Environment, aliases: list[str]) -> None:
    """Build a version strictly, and commit it to the branch of a scratch clone."""
    shutil.copy(environment.record, clone / run_record.RECORD)
    run = run_record.load_record(environment.record)
    properties = json.dumps({key: run[key] for key in ("keras", "commit", "date")})
    command = [str(environment.python), "-c", MIKE, "deploy", "--ignore-remote-status"]
    command += ["--branch", BRANCH, "--update-aliases", "--alias-type", "copy"]
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
