"""The record of vendored files: what each is, whose, under which licence, unchanged."""

import hashlib
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from docs._engine.core.paths import ROOT

RECORD = Path(__file__).parent / "vendor.toml"

DIGESTS = "[sha256]"
"""From this line on the command writes the record."""

LICENCES = "LICENSE", "LICENCE", "COPYING", "OFL", "NOTICE"
FONTS = ".woff2", ".woff", ".ttf", ".otf", ".eot"
NOT_OURS = 1000
"""No script or style sheet that a person wrote has a line of so many characters."""


class VendorError(Exception):
    """A record that cannot be followed, or a package that is not the recorded one."""


@dataclass(frozen=True)
class Rule:
    """Which file of a package goes where."""

    source: str
    """Path in the package; ``*`` stands for any characters."""
    target: str
    """Path in this repository, or a folder, ending in a slash, that keeps the name."""
    subset: dict = field(default_factory=dict)
    """What is kept of a font; see `docs._engine.vendor.font.subset`."""


@dataclass(frozen=True)
class Package:
    """A package of npm, of which some files are in this repository."""

    name: str
    version: str
    licence: str
    integrity: str
    """npm's digest of the archive: ``sha512-`` and Base64."""
    rules: list[Rule]


def packages(record: Path = RECORD) -> list[Package]:
    """Return the recorded packages.

    Raises:
        VendorError: An entry lacks something, or has something unknown.
    """
    entries = read(record).get("package", [])
    return [package(entry, number, record) for number, entry in enumerate(entries, 1)]


def digests(record: Path = RECORD) -> dict[str, str]:
    """Return the recorded SHA-256 of each file, by its path in this repository."""
    return read(record).get("sha256", {})


def read(record: Path) -> dict:
    """Return what the record says.

    Raises:
        VendorError: It is not TOML; the message names the line.
    """
    try:
        return tomllib.loads(record.read_text("utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise VendorError(f"{record.name}: {error}") from None


def package(entry: dict, number: int, record: Path) -> Package:
    """Return one package of the record."""
    where = f"{record.name}: package {number} ({entry.get('name', 'without a name')})"
    files = entry.get("file", [])
    expect(entry, {"name", "version", "licence", "integrity", "file"}, set(), where)
    for file in files:
        expect(file, {"from", "to"}, {"subset"}, f"{where}: a file")
        path = PurePosixPath(file["to"])
        if path.parts[0] != "docs" or ".." in path.parts:
            raise VendorError(f"{where}: {file['to']} is not in docs/.")
    rules = [Rule(file["from"], file["to"], file.get("subset", {})) for file in files]
    return Package(
        entry["name"], entry["version"], entry["licence"], entry["integrity"], rules
    )


def expect(table: dict, needed: set[str], allowed: set[str], where: str) -> None:
    """Raise a `VendorError` where a table lacks a key, or has one nobody reads."""
    for missing in sorted(needed - set(table)):
        raise VendorError(f"{where} has no `{missing}`. Add it.")
    for unknown in sorted(set(table) - needed - allowed):
        raise VendorError(f"{where} has `{unknown}`, which means nothing. Remove it.")


def problems(root: Path = ROOT, record: Path = RECORD) -> list[str]:
    """Return what keeps the record from being true of the files in `root`."""
    found = []
    recorded = digests(record)
    for name, digest in recorded.items():
        file = root / name
        if not file.is_file():
            found.append(f"{name} is recorded, and is not there.")
        elif hashlib.sha256(file.read_bytes()).hexdigest() != digest:
            found.append(f"{name} is not the recorded file.")
    for name in vendored(root, record):
        if name not in recorded:
            found.append(f"{name} is not recorded: what is it, and whose?")
    for each in packages(record):
        for folder in sorted(folders(each)):
            if not any(licence(name, folder) for name in recorded):
                found.append(f"{folder} has no licence text of {each.name}.")
    return found


def vendored(root: Path, record: Path) -> Iterator[str]:
    """Give each file in docs that someone else made, by its path in `root`.

    That is all in a folder that a package fills, every font, and every script and style
    sheet that was not written by hand.
    """
    filled = set().union(*map(folders, packages(record)))
    for file in sorted((root / "docs").rglob("*")):
        name = file.relative_to(root).as_posix()
        if not file.is_file() or "__pycache__" in name:
            continue
        written = file.suffix in (".js", ".css") and any(
            len(line) >= NOT_OURS for line in file.read_text("utf-8").splitlines()
        )
        inside = any(name.startswith(f"{folder}/") for folder in filled)
        if inside or written or file.suffix in FONTS:
            yield name


def folders(package: Package) -> set[str]:
    """Return the folders that a package fills, without those inside another."""
    names = {
        (rule.target + "x").rpartition("/")[0]
        for rule in package.rules
        if not is_licence(rule.source)
    }
    return {
        name for name in names if not any(name.startswith(f"{up}/") for up in names)
    }


def licence(name: str, folder: str) -> bool:
    """Whether this recorded file is a licence text in this folder."""
    return name.rpartition("/")[0] == folder and is_licence(name)


def is_licence(name: str) -> bool:
    """Whether a file's name is that of a licence text."""
    return PurePosixPath(name).name.upper().startswith(LICENCES)
