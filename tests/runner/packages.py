"""Packages that readers do not have: they install what the project depends on, only."""

import re
import tomllib
from functools import cache
from importlib.metadata import (
    PackageNotFoundError,
    distribution,
    packages_distributions,
)
from pathlib import Path

from packaging.requirements import Requirement

from docs._engine.core.keras import keras_backend


@cache
def hidden_packages(root: Path) -> frozenset[str]:
    """Return the names that examples must not be able to import.

    These are the packages that none of the project's dependencies brings, and the
    folders of the project. A project that names no dependencies hides no package.
    """
    folders = {file.parent.name for file in root.glob("*/__init__.py")}
    folders |= {"docs", "snippets", "tests"}
    settings = root / "pyproject.toml"
    project = tomllib.loads(settings.read_text("utf-8")) if settings.is_file() else {}
    dependencies = project.get("project", {}).get("dependencies")
    if dependencies is None:
        return frozenset(folders)
    packages = _with_dependencies([*dependencies, keras_backend()])
    return frozenset(folders) | {
        name
        for name, owners in packages_distributions().items()
        if not packages & {_normal(owner) for owner in owners}
    }


def _with_dependencies(requirements: list[str]) -> set[str]:
    """Return the distributions that installing some requirements installs."""
    names: set[str] = set()
    queue = [(Requirement(each), "") for each in requirements]
    while queue:
        requirement, extra = queue.pop()
        marker = requirement.marker
        if marker and not marker.evaluate({"extra": extra}):
            continue
        name = _normal(requirement.name)
        for part in {"", *requirement.extras}:
            if f"{name}[{part}]" in names:
                continue
            names.add(f"{name}[{part}]")
            try:
                dependencies = distribution(requirement.name).requires or []
            except PackageNotFoundError:
                continue  # For another platform, or what keras-nightly replaces.
            queue += [(Requirement(each), part) for each in dependencies]
    return {name.partition("[")[0] for name in names}


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()
