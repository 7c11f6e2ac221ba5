"""Update the vendored files: install the packages, copy files, cut fonts down.

Versions come from package.json, npm checks the packages against package-lock.json, and
vendor.toml says what each file is made from. Files that no rule makes any longer are
removed. `git diff` shows what changed. A test compares the files with the record.
"""

import hashlib
import io
import shutil
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

from fontTools.subset import Options, Subsetter, parse_unicodes
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from docs._engine.core.paths import ROOT, write_atomically

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


def main(root: Path = ROOT) -> None:
    """Write the vendored files and their digests; change nothing after an error."""
    try:
        rules = load_rules(root)
        with tempfile.TemporaryDirectory() as scratch:
            packages = install_packages(root / FOLDER, Path(scratch))
            files = {
                name: apply_rule(rule, name, packages) for name, rule in rules.items()
            }
    except ValueError as error:
        sys.exit(str(error))
    for name in load_digests(root).keys() - files.keys() - set(INPUTS):
        (root / name).unlink(missing_ok=True)
        print("removed", name)
    for name, content in files.items():
        file = root / name
        if not file.is_file() or file.read_bytes() != content:
            write_atomically(file, content)
            print("wrote", name)
    lines = [f"{sha256(root / name)}  {name}\n" for name in sorted({*INPUTS, *files})]
    write_atomically(root / DIGESTS, "".join(lines))


def install_packages(folder: Path, scratch: Path) -> Path:
    """Install the locked packages in `scratch`, and return the folder they are in.

    Raises:
        ValueError: npm is missing or failed, for example because a package is not
            the locked one.
    """
    npm = shutil.which("npm")
    if npm is None:
        raise ValueError("npm is not installed: it fetches the packages.")
    for name in "package.json", "package-lock.json", ".npmrc":
        shutil.copy(folder / name, scratch)
    result = subprocess.run(  # noqa: S603
        [npm, "ci", "--loglevel=error"], cwd=scratch, capture_output=True, text=True
    )
    if result.returncode:
        raise ValueError(
            f"npm ci failed in {FOLDER}:\n{result.stderr or result.stdout}"
        )
    return scratch / "node_modules"


def apply_rule(rule: Rule, target: str, packages: Path) -> bytes:
    """Return the content of a vendored file.

    Raises:
        ValueError: The package lacks the file, or the font lacks a character.
    """
    file = packages / rule.package / rule.source
    if not file.is_file():
        raise ValueError(
            f"{target}: {rule.package} has no file {rule.source}. Is the package in "
            f"{FOLDER}/package.json?"
        )
    if not rule.characters:
        return file.read_bytes()
    try:
        return subset_font(file, rule, "woff2" if target.endswith("woff2") else None)
    except ValueError as error:
        raise ValueError(f"{target}: {error}") from None


def subset_font(file: Path, rule: Rule, flavor: str | None) -> bytes:
    """Return the part of a font that a rule keeps, as WOFF2 or as TrueType.

    Raises:
        ValueError: The font lacks a character or an axis that the rule names.
    """
    # Without the time of the run, the same input gives the same bytes.
    font = TTFont(file, recalcTimestamp=False)
    characters = set(parse_unicodes(rule.characters))
    # The subsetter's own check also asks for the mirror images of characters.
    if gaps := characters - font.getBestCmap().keys():
        codes = ", ".join(f"U+{code:04X}" for code in sorted(gaps))
        raise ValueError(f"The font has no {codes}.")
    options = Options(hinting=False, notdef_outline=True)
    if rule.features is not None:
        options.layout_features = rule.features
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    if rule.axes:
        font = instancer.instantiateVariableFont(font, rule.axes)
    font.flavor = flavor
    output = io.BytesIO()
    font.save(output)
    return output.getvalue()


def find_problems(root: Path = ROOT) -> list[str]:
    """Return how the files of other projects differ from the record."""
    rules, digests = load_rules(root), load_digests(root)
    problems = []
    for name in sorted({*INPUTS, *rules, *digests}):
        if not (root / name).is_file():
            problems.append(f"{name} is recorded, but missing. Run: {COMMAND}")
        elif sha256(root / name) != digests.get(name):
            problems.append(f"{name} differs from the record. Run: {COMMAND}")
    for name in sorted(set(find_vendored_files(rules, root)) - set(digests)):
        problems.append(f"{name} is not recorded: add it to {MANIFEST}.")
    licenses = {
        (rule.package, PurePosixPath(target).parent)
        for target, rule in rules.items()
        if PurePosixPath(rule.source).name.upper().startswith(LICENSES)
    }
    for target, rule in rules.items():
        folders = PurePosixPath(target).parents
        if not any((rule.package, folder) in licenses for folder in folders):
            problems.append(
                f"{target} has no license text of {rule.package} beside it."
            )
    return problems


def find_vendored_files(rules: dict[str, Rule], root: Path) -> Iterator[str]:
    """Find the files in docs/ that another project made, by path in the repository.

    These are all files in a folder that a rule fills, every font, and every script and
    style sheet that is minified.
    """
    folders = {PurePosixPath(target).parent for target in rules}
    for file in sorted((root / "docs").rglob("*")):
        name = file.relative_to(root)
        if not file.is_file() or {"__pycache__", "node_modules"} & {*name.parts}:
            continue
        is_minified = file.suffix in (".js", ".css") and any(
            len(line) >= MINIFIED_LINE_LENGTH
            for line in file.read_text("utf-8").splitlines()
        )
        if is_minified or file.suffix in FONTS or not folders.isdisjoint(name.parents):
            yield name.as_posix()


if __name__ == "__main__":
    main()
