"""Manifest of vendored files: what each is made from, its license and its digest."""

import hashlib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from docs._engine.core.paths import ROOT

COMMAND = "uv run --group assets python -m docs._engine.vendor"
FOLDER = "docs/_engine/vendor"
MANIFEST = f"{FOLDER}/vendor.toml"
DIGESTS = f"{FOLDER}/files.sha256"
"""Written by the command; `sha256sum --check` reads it, too."""
INPUTS = f"{FOLDER}/package.json", f"{FOLDER}/package-lock.json", MANIFEST
"""Recorded along, so that new versions without new files are noticed."""

LICENSES = "LICENSE", "LICENCE", "COPYING", "OFL", "NOTICE"  # codespell:ignore licence
FONTS = ".woff2", ".woff", ".ttf", ".otf", ".eot"
MINIFIED_LINE_LENGTH = 1000
"""No script or style sheet that a person wrote has a line of so many characters."""


@dataclass(frozen=True)
class Rule:
    """What a file of this repository is made from."""

    package: str
    source: str
    """Path in the package."""
    characters: str = ""
    """Characters a font keeps, as in CSS: ``U+20-7E, U+A0``; empty for other files."""
    axes: dict[str, float | list[float]] = field(default_factory=dict)
    """Value of each axis of a variable font, or its bounds."""
    features: list[str] | None = None
    """OpenType features a font keeps; None for those that are on by default."""


def load_rules(root: Path = ROOT) -> dict[str, Rule]:
    """Load the rule for each vendored file, by the file's path in the repository.

    Raises:
        ValueError: The manifest is not TOML, or an entry lacks a key or has one that
            means nothing.
    """
    rules = {}
    try:
        manifest = tomllib.loads((root / MANIFEST).read_text("utf-8"))
        characters = manifest.get("characters", {})
        for package, files in manifest.get("files", {}).items():
            for target, entry in files.items():
                path = PurePosixPath(target)
                if path.parts[0] != "docs" or ".." in path.parts:
                    raise ValueError(f"{target} is not in docs/.")
                try:
                    rule = Rule(package, **entry)
                except TypeError as error:
                    raise ValueError(f"{target}: {error}") from None
                name = rule.characters
                if name and name not in characters:
                    raise ValueError(f"{target}: [characters] has no {name}.")
                rules[target] = replace(rule, characters=characters.get(name, ""))
    except ValueError as error:
        raise ValueError(f"{MANIFEST}: {error}") from None
    return rules


def load_digests(root: Path = ROOT) -> dict[str, str]:
    """Load the recorded SHA-256 of each file, by its path in the repository."""
    file = root / DIGESTS
    lines = file.read_text("utf-8").splitlines() if file.is_file() else []
    return {line[66:]: line[:64] for line in lines}


def sha256(file: Path) -> str:
    """Return the SHA-256 of a file as `sha256sum` prints it."""
    return hashlib.sha256(file.read_bytes()).hexdigest()


def find_problems(root: Path = ROOT) -> list[str]:
    """Return how the files of other projects differ from the record."""
    rules, digests = load_rules(root), load_digests(root)
    problems = []
    for name in sorted({*INPUTS, *rules, *digests}):
        if not (root / name).is_file():
            problems.append(f"{name} is recorded, but missing. Run: {COMMAND}")
        elif sha256(root / name) != digests.get(name):
            problems.append(f"{name} differs from the record. Run: {COMMAND}")
    for name in sorted(set(find_vendored(rules, root)) - set(digests)):
        problems.append(f"{name} is not recorded: add it to {MANIFEST}.")
    licensed = {
        (rule.package, PurePosixPath(target).parent)
        for target, rule in rules.items()
        if PurePosixPath(rule.source).name.upper().startswith(LICENSES)
    }
    for target, rule in rules.items():
        folders = PurePosixPath(target).parents
        if not any((rule.package, folder) in licensed for folder in folders):
            problems.append(
                f"{target} has no license text of {rule.package} beside it."
            )
    return problems


def find_vendored(rules: dict[str, Rule], root: Path) -> Iterator[str]:
    """Find the files in docs/ that another project made, by path in the repository.

    These are all files in a folder that a rule fills, every font, and every script and
    style sheet that is minified.
    """
    filled = {PurePosixPath(target).parent for target in rules}
    for file in sorted((root / "docs").rglob("*")):
        name = file.relative_to(root)
        if not file.is_file() or {"__pycache__", "node_modules"} & {*name.parts}:
            continue
        minified = file.suffix in (".js", ".css") and any(
            len(line) >= MINIFIED_LINE_LENGTH
            for line in file.read_text("utf-8").splitlines()
        )
        if minified or file.suffix in FONTS or not filled.isdisjoint(name.parents):
            yield name.as_posix()
