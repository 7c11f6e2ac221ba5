"""The environments whose versions are published, and the runs that stand for them."""

import json
import subprocess
from pathlib import Path
from typing import NamedTuple

from docs._engine.core.run_record import RECORD, load_record, reason_untested
from docs._engine.publish.repository import PublishError
from docs._engine.publish.versions import DEV, MINOR

CELLS = Path(".cache") / "runs"
ASK = "from docs._engine.core.keras import keras_version; print(keras_version())"


class Cell(NamedTuple):
    """An environment, and what passed in it."""

    name: str
    """Under which it is published."""
    python: Path
    keras: str
    record: Path
    date: str
    """Of the run."""


def cells(root: Path, commit: str, wanted: dict[str, str]) -> list[Cell]:
    """Return the cells to publish, the oldest Keras first.

    Args:
        root: The repository.
        commit: What is published.
        wanted: The Python of each environment, by the name of its version; a relative
            path starts at the working directory.

    Raises:
        PublishError: Something is wrong with one of them; all of it at once.
    """
    found, wrong = [], []
    for name, python in wanted.items():
        try:
            found.append(_cell(root, commit, name, Path(python).absolute()))
        except PublishError as error:
            wrong.append(f"{name}: {error}")
    if wrong:
        raise PublishError("\n".join(wrong))
    return sorted(found, key=lambda cell: [int(n) for n in cell.keras.split(".")[:2]])


def _cell(root: Path, commit: str, name: str, python: Path) -> Cell:
    if name != DEV and not MINOR.fullmatch(name):
        raise PublishError(f"a version is called as in 3.15, or {DEV}.")
    try:
        keras = subprocess.run(  # noqa: S603
            [python, "-c", ASK], cwd=root, check=True, capture_output=True, text=True
        ).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        raise PublishError(f"{python} is no Python with Keras.") from None
    minor = ".".join(keras.split(".")[:2])
    if name not in (minor, DEV):
        raise PublishError(f"{python} has Keras {keras}. Publish it as {minor}.")
    records = [root / CELLS / f"{minor}-tensorflow.json", root / RECORD]
    reasons = [reason_untested(record, commit, keras) for record in records]
    for record, reason in zip(records, reasons, strict=True):
        if reason is None:
            return Cell(name, python, keras, record, load_record(record)["date"])
    raise PublishError(
        f"{' '.join(reasons)} Run the tests of this environment at this commit first."
    )


def properties(cell: Cell, commit: str) -> str:
    """Return what versions.json keeps of a published run."""
    return json.dumps({"keras": cell.keras, "commit": commit, "date": cell.date})
