"""What a result depends on beside its setting: sources and versions."""

import ast
import hashlib
import json
import os
import platform
from collections.abc import Iterable
from importlib.metadata import version
from itertools import accumulate
from pathlib import Path

ROOT = Path(__file__).parents[3]
PACKAGES = "keras", "numpy", "scikit-learn", "scipy", "tensorflow"


def versions() -> dict[str, str]:
    """Return the versions that results are measured with, and Keras' backend."""
    found = {package: version(package) for package in PACKAGES}
    return {**found, "backend": backend(), "python": platform.python_version()}


def backend() -> str:
    """Return the backend that Keras will use, without importing it."""
    if name := os.environ.get("KERAS_BACKEND"):
        return name
    home = Path(os.environ.get("KERAS_HOME", Path.home() / ".keras"))
    try:
        return json.loads((home / "keras.json").read_bytes())["backend"]
    except (OSError, ValueError, KeyError):
        return "tensorflow"


def digest(files: Iterable[Path], *more: object) -> str:
    """Return a digest of files of this repository, and of more that JSON can hold."""
    parts = [json.dumps(more, sort_keys=True)]
    for file in sorted(files):
        # Empty lines, and the marks of what a page shows, change nothing.
        lines = file.read_text("utf-8").splitlines()
        program = [line for line in lines if line and "# --8<--" not in line]
        parts += [file.relative_to(ROOT).as_posix(), *program]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def with_imports(file: Path, leaving_out: Path | None = None) -> set[Path]:
    """Return a file of this repository and those that it imports, directly or not.

    Args:
        file: The file.
        leaving_out: A folder whose files, and what they import, do not count.
    """
    found, waiting = set(), {file}
    while waiting:
        found |= waiting
        imported = set().union(*map(_imports, waiting))
        waiting = {each for each in imported - found if leaving_out not in each.parents}
    return found


def _imports(file: Path) -> set[Path]:
    try:
        tree = ast.parse(file.read_bytes())
    except SyntaxError:
        return set()  # Who runs it gets the error, with the line.
    names = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            package = file.relative_to(ROOT).parts[: -node.level] if node.level else ()
            module = ".".join([*package, *filter(None, [node.module])])
            names |= {f"{module}.{alias.name}" for alias in node.names}
    # Importing a.b.c runs a, a.b and a.b.c.
    chains = (accumulate(name.split("."), "{}.{}".format) for name in names)
    paths = {ROOT.joinpath(*name.split(".")) for name in set().union(*chains)}
    files = {path.with_name(f"{path.name}.py") for path in paths}
    files |= {path / "__init__.py" for path in paths}
    return {file for file in files if file.is_file()}
