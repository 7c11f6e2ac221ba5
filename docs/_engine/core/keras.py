"""Version and back end of the installed Keras, found without importing it."""

import json
import os
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

BACKENDS = {"tensorflow": "TensorFlow", "jax": "JAX", "torch": "PyTorch"}
"""The names of Keras' back ends for readers, by their names in code."""


def keras_version() -> str:
    """Return the version of the installed Keras, a nightly one too.

    Raises:
        PackageNotFoundError: Keras is not installed.
    """
    for name in "keras", "keras-nightly":
        try:
            return version(name)
        except PackageNotFoundError:
            continue
    raise PackageNotFoundError("keras")


def version_tuple(version: str) -> tuple[int, ...]:
    """Return the major and minor number of a version, to compare it by."""
    return tuple(int(part) for part in version.split(".")[:2])


def minor_version(version: str | None = None) -> str:
    """Return the minor version, such as ``3.15``, of the installed Keras.

    Args:
        version: The whole version, if it is not that of the installed Keras.
    """
    return ".".join((version or keras_version()).split(".")[:2])


def keras_backend() -> str:
    """Return the back end that Keras will compute with, such as ``tensorflow``."""
    if name := os.environ.get("KERAS_BACKEND"):
        return name
    home = Path(os.environ.get("KERAS_HOME") or Path.home() / ".keras")
    try:
        return str(json.loads((home / "keras.json").read_bytes())["backend"])
    except (OSError, ValueError, KeyError):
        return "tensorflow"
