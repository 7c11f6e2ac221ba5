"""Update the vendored files: install the packages, copy files, cut fonts down.

Versions come from package.json, npm checks the packages against package-lock.json, and
vendor.toml says what each file is made from. Files that no rule makes any longer are
removed. `git diff` shows what changed.
"""

import io
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from fontTools.subset import Options, Subsetter, parse_unicodes
from fontTools.ttLib import TTFont
from fontTools.varLib import instancer

from docs._engine.core.paths import ROOT, write_atomically
from docs._engine.vendor.manifest import (
    DIGESTS,
    FOLDER,
    INPUTS,
    Rule,
    VendorError,
    load_digests,
    load_rules,
    sha256,
)


def main(root: Path = ROOT) -> None:
    """Write the vendored files and their digests; change nothing after an error."""
    try:
        rules = load_rules(root)
        with tempfile.TemporaryDirectory() as scratch:
            packages = install_packages(root / FOLDER, Path(scratch))
            files = {
                name: apply_rule(rule, name, packages) for name, rule in rules.items()
            }
    except VendorError as error:
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
    """Install the locked packages, and return the folder they are in.

    Args:
        folder: The folder of package.json, package-lock.json and .npmrc.
        scratch: An empty folder.

    Raises:
        VendorError: npm is missing or failed, for example because a package is not
            the locked one.
    """
    npm = shutil.which("npm")
    if npm is None:
        raise VendorError("npm is not installed: it fetches the packages.")
    for name in "package.json", "package-lock.json", ".npmrc":
        shutil.copy(folder / name, scratch)
    result = subprocess.run(  # noqa: S603
        [npm, "ci", "--loglevel=error"], cwd=scratch, capture_output=True, text=True
    )
    if result.returncode:
        raise VendorError(
            f"npm ci failed in {FOLDER}:\n{result.stderr or result.stdout}"
        )
    return scratch / "node_modules"


def apply_rule(rule: Rule, target: str, packages: Path) -> bytes:
    """Return the content of a vendored file.

    Raises:
        VendorError: The package lacks the file, or the font lacks a character.
    """
    try:
        content = (packages / rule.package / rule.source).read_bytes()
    except FileNotFoundError:
        raise VendorError(
            f"{target}: {rule.package} has no file {rule.source}. Is the package in "
            f"{FOLDER}/package.json?"
        ) from None
    if not rule.characters:
        return content
    try:
        return subset_font(content, rule, "woff2" if target.endswith("woff2") else None)
    except ValueError as error:
        raise VendorError(f"{target}: {error}") from None


def subset_font(content: bytes, rule: Rule, flavor: str | None = None) -> bytes:
    """Return the part of a font that a rule keeps, as WOFF2 or as TrueType.

    Raises:
        ValueError: The font lacks a character or an axis that the rule names.
    """
    # Without the time of the run, the same input gives the same bytes.
    font = TTFont(io.BytesIO(content), recalcTimestamp=False)
    characters = set(parse_unicodes(rule.characters))
    # The subsetter's own check also asks for the mirror images of characters.
    if missing := characters - font.getBestCmap().keys():
        codes = ", ".join(f"U+{code:04X}" for code in sorted(missing))
        raise ValueError(f"The font has no {codes}.")
    options = Options(hinting=False, notdef_outline=True)
    if rule.features is not None:
        options.layout_features = rule.features
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    limits = {
        axis: tuple(limit) if isinstance(limit, list) else limit
        for axis, limit in rule.axes.items()
    }
    if limits:
        font = instancer.instantiateVariableFont(font, limits)
    font.flavor = flavor
    output = io.BytesIO()
    font.save(output)
    return output.getvalue()


if __name__ == "__main__":
    main()
