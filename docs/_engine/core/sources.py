"""Sources that a measured result depends on: a program, its imports, and versions."""

import ast
import hashlib
import json
import platform
import re
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

from docs._engine.core.keras import keras_backend
from docs._engine.core.paths import ROOT

PACKAGES = "keras", "mlxtend", "numpy", "scikit-learn", "scipy", "tensorflow"
ENDINGS = ".py", "/__init__.py"


def versions() -> dict[str, str]:
    """Return the versions that results are measured with, and the back end of Keras."""
    packages = {package: version(package) for package in PACKAGES}
    return {**packages, "backend": keras_backend(), "python": platform.python_version()}


def source_digest(files: Iterable[Path], *more: object) -> str:
    """Return a digest of files of this repository, and of more that JSON can hold.

    What does not count, since it changes no result: empty lines, the marks of what a
    page shows, and what a program does only when it is run by itself.
    """
    parts = [json.dumps(more, sort_keys=True)]
    for file in sorted(files):
        lines = file.read_text("utf-8").splitlines()
        for first, last in _main_blocks(file):
            lines[first - 1 : last] = [""] * (last - first + 1)
        program = [each for each in lines if not re.match(r"\s*(# --8<--|$)", each)]
        parts += [file.relative_to(ROOT).as_posix(), *program]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()[:16]


def with_imports(file: Path, exclude: Path | None = None) -> set[Path]:
    """Return a file and all of this repository that it imports, also through others.

    The excluded file does not count, nor what it imports.
    """
    files, queue = set(), {file}
    while queue:
        files |= queue
        imports = set().union(*map(_imports, queue))
        queue = {each for each in imports - files if each != exclude}
    return files


def _parse(file: Path) -> ast.Module:
    try:
        return ast.parse(file.read_bytes())
    except SyntaxError:
        return ast.Module([], [])  # Who runs it gets the error, with the line.


def _main_blocks(file: Path) -> list[tuple[int, int]]:
    """Return the first and the last line of each `if __name__ == "__main__"`."""
    return [
        (statement.lineno, statement.body[-1].end_lineno or statement.lineno)
        for statement in _parse(file).body
        if isinstance(statement, ast.If) and "__name__" in ast.dump(statement.test)
    ]


def _imports(file: Path) -> set[Path]:
    names = set()
    for node in ast.walk(_parse(file)):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            package = file.relative_to(ROOT).parts[: -node.level] if node.level else ()
            module = ".".join([*package, *filter(None, [node.module])])
            names |= {f"{module}.{alias.name}" for alias in node.names}
    # Importing a.b.c runs a, a.b and a.b.c.
    modules = {Path(*name.split(".")) for name in names}
    modules |= {package for module in modules for package in module.parents}
    files = {ROOT / f"{module}{end}" for module in modules for end in ENDINGS}
    return {file for file in files if file.is_file()}
