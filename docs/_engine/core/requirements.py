"""Requirements of examples and checks: the Keras version or back end they hold for."""

import re
from dataclasses import dataclass

from docs._engine.core.keras import (
    BACKENDS,
    keras_backend,
    keras_version,
    version_tuple,
)

MARKS = "since", "backend"
"""The names of the marks that state a requirement."""


@dataclass(frozen=True)
class Requirement:
    """A version of Keras, or a back end, without which something does not hold."""

    name: str
    """``since`` or ``backend``."""
    values: tuple[str, ...]
    """The version; or the names of the back ends."""

    def __str__(self) -> str:
        """Return the requirement as the site shows it."""
        if self.name == "since":
            return f"Keras ≥ {self.values[0]}"
        return f"{' or '.join(BACKENDS[each] for each in self.values)} only"

    def is_met(self) -> bool:
        """Return whether the installed Keras meets it."""
        if self.name == "since":
            return version_tuple(keras_version()) >= version_tuple(self.values[0])
        return keras_backend() in self.values


def parse_requirement(name: str, values: tuple[object, ...]) -> Requirement:
    """Return the requirement that a mark states.

    Args:
        name: The name of the mark, ``since`` or ``backend``.
        values: The arguments of the mark.

    Raises:
        ValueError: An argument is no minor version, or no back end of Keras.
    """
    texts = tuple(str(value) for value in values)
    if name == "since":
        if len(texts) != 1 or not re.fullmatch(r"\d+\.\d+", texts[0]):
            raise ValueError(
                f'since{values}: write a minor version, as in since("3.14")'
            )
    elif not texts or any(each not in BACKENDS for each in texts):
        names = ", ".join(BACKENDS)
        raise ValueError(f'backend{values}: write one of {names}, as in backend("jax")')
    return Requirement(name, texts)
