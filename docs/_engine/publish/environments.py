"""Environments whose versions are published, and the test runs that allow it."""

import subprocess
from pathlib import Path
from typing import NamedTuple

from docs._engine.core import run_record
from docs._engine.core.keras import minor_version, version_tuple
from docs._engine.publish.errors import PublishError
from docs._engine.publish.versions import DEV, is_version

RUNS = Path(".cache") / "runs"
"""Where nox keeps the records of its runs."""
VERSION_SCRIPT = (
    "from docs._engine.core.keras import keras_version; print(keras_version())"
)


class Environment(NamedTuple):
    """A Python with a version of Keras on which all tests passed."""

    name: str
    """The name of the version that is published."""
    python: Path
    keras: str
    record: Path
    """The record of the test run."""


def load_environments(root: Path, pythons: dict[str, str]) -> list[Environment]:
    """Return the environments to publish, the oldest Keras first.

    Args:
        root: The repository.
        pythons: The Python of each environment, by the name of its version.

    Raises:
        PublishError: One of them may not be published; the message names all of these.
    """
    environments, problems = [], []
    for name, python in pythons.items():
        try:
            environments.append(_load(root, name, Path(python).absolute()))
        except (PublishError, run_record.NotPublishableError) as error:
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
    records = root / RUNS / f"{minor}-tensorflow.json", root / run_record.RECORD
    record = run_record.require_publishable(root, keras, *records)
    return Environment(name, python, keras, record)
