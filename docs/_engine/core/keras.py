"""Installed Keras: version and back end, and what requires which of them.

Keras is never imported.
"""

import json
import os
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from docs._engine.core.paths import ROOT

ENVIRONMENTS = "tests/compatibility/environments.toml"
"""The file that lists each Keras that examples and checks run on."""
BACKENDS = {"tensorflow": "TensorFlow", "jax": "JAX", "torch": "PyTorch"}
"""The names of Keras' back ends for readers, by their names in code."""
MARKS = "since", "backend"
"""The names of the marks that state a requirement."""


def keras_version() -> str:
    """Return the version of the installed Keras, a nightly one too."""
    try:
        return version("keras")
    except PackageNotFoundError:
        return version("keras-nightly")


def version_tuple(version: str) -> tuple[int, ...]:
    """Return the major and minor number of a version, to compare it by."""
    return tuple(int(part) for part in version.split(".")[:2])


def minor_version(version: str | None = None) -> str:
    """Return the minor version, such as ``3.15``, of the installed Keras or another."""
    return ".".join((version or keras_version()).split(".")[:2])


@cache
def newest_keras() -> str:
    """Return the newest minor version of Keras that this guide runs on."""
    tables = tomllib.loads((ROOT / ENVIRONMENTS).read_text("utf-8"))["environment"]
    return max((str(each["keras"]) for each in tables), key=version_tuple)


def keras_backend() -> str:
    """Return the back end that Keras will compute with, such as ``tensorflow``."""
    if name := os.environ.get("KERAS_BACKEND"):
        return name
    home = Path(os.environ.get("KERAS_HOME") or Path.home() / ".keras")
    try:
        return str(json.loads((home / "keras.json").read_bytes())["backend"])
    except (OSError, ValueError, KeyError):
        return "tensorflow"


@dataclass(frozen=True)
class Requirement:
    """A version of Keras, or a back end, without which something does not hold."""

    name: str
    """``since`` or ``backend``, as the mark that states it."""
    values: tuple[object, ...]
    """The version; or the names of the back ends."""

    def __post_init__(self) -> None:
        """Refuse what is no minor version, and no back end of Keras."""
        if self.name == "since":
            if not re.fullmatch(r"\d+\.\d+", " ".join(map(str, self.values))):
                raise ValueError(
                    f'since{self.values}: write a minor version, as in since("3.14")'
                )
            newest = newest_keras()
            if version_tuple(str(self.values[0])) > version_tuple(newest):
                raise ValueError(
                    f"since{self.values}: it would run nowhere. The newest Keras in "
                    f"{ENVIRONMENTS} is {newest}."
                )
        elif not self.values or not set(self.values) <= BACKENDS.keys():
            raise ValueError(
                f"backend{self.values}: write one of {', '.join(BACKENDS)}, as in "
                'backend("jax")'
            )

    def __str__(self) -> str:
        if self.name == "since":
            return f"Keras ≥ {self.values[0]}"
        return f"{' or '.join(BACKENDS[str(each)] for each in self.values)} only"

    def is_met(self) -> bool:
        """Return whether the installed Keras meets it."""
        if self.name == "since":
            first = version_tuple(str(self.values[0]))
            return version_tuple(keras_version()) >= first
        return keras_backend() in self.values
