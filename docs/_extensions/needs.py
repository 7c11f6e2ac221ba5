"""Show what an example needs: `<!--pytest.mark.since("3.14")-->` above its fence.

The tests read the same line (tests/needs.py), and expect it to fail without that.
"""

import os
import re
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from markdown import Extension, Markdown
from markdown.preprocessors import Preprocessor

MARK = re.compile(
    r"^([> \t]*)<!--\s*pytest\.mark\.(since|backend)\(([^)]*)\)\s*-->\s*$"
)
BACKENDS = {"tensorflow": "TensorFlow", "jax": "JAX", "torch": "PyTorch"}


@dataclass(frozen=True)
class Need:
    """A version of Keras, or a backend, without which something does not hold."""

    name: str
    """``since`` or ``backend``."""
    values: tuple[str, ...]
    """The version; or the names of the backends."""

    def __str__(self) -> str:
        """Say it as the site shows it."""
        if self.name == "since":
            return f"Keras ≥ {self.values[0]}"
        return f"{' or '.join(BACKENDS[each] for each in self.values)} only"


def need(name: str, values: tuple) -> Need:
    """Return what a mark asks for.

    Args:
        name: The name of the mark, ``since`` or ``backend``.
        values: What stands in its brackets.

    Raises:
        ValueError: That is no version, or no backend of Keras.
    """
    if name == "since":
        if len(values) != 1 or not re.fullmatch(r"\d+\.\d+", str(values[0])):
            raise ValueError(
                f'since{values}: write a minor version, as in since("3.14")'
            )
    elif not values or any(each not in BACKENDS for each in values):
        names = ", ".join(BACKENDS)
        raise ValueError(f'backend{values}: write one of {names}, as in backend("jax")')
    return Need(name, tuple(values))


def keras_version() -> str:
    """Return the version of the installed Keras, a nightly one too.

    Raises:
        PackageNotFoundError: There is none.
    """
    for name in "keras", "keras-nightly":
        try:
            return version(name)
        except PackageNotFoundError:
            continue
    raise PackageNotFoundError("keras")


def backend() -> str:
    """Return the backend that Keras computes with, without importing it."""
    return os.environ.get("KERAS_BACKEND") or "tensorflow"


def numbers(version: str) -> tuple[int, ...]:
    """Return the first two numbers of a version, to compare it by."""
    return tuple(int(part) for part in version.split(".")[:2])


class _Needs(Preprocessor):
    def run(self, lines: list[str]) -> list[str]:
        return [each for line in lines for each in shown(line, "{: .needs }")]


def shown(line: str, attributes: str = "") -> list[str]:
    """Return the lines that readers get for a line of a page: the same, or a paragraph.

    Args:
        line: The line.
        attributes: What is written under the paragraph.
    """
    match = MARK.match(line)
    if not match:
        return [line]
    values = tuple(re.findall(r"[\"']([^\"']*)[\"']", match[3]))
    return ["", f"{match[1]}{need(match[2], values)}", match[1] + attributes, ""]


class NeedsExtension(Extension):
    """Turns such marks into what readers see."""

    def extendMarkdown(self, md: Markdown) -> None:
        """Register after includes (32) and fences (25), before HTML blocks (20)."""
        md.preprocessors.register(_Needs(md), "needs", 24)


def makeExtension(**kwargs) -> NeedsExtension:
    """Return the extension, as Python-Markdown asks for it."""
    return NeedsExtension(**kwargs)
