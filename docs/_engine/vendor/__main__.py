"""Fetch what the record names, check it, and write it into this repository.

Files that the record no longer asks for are removed. ``git diff`` shows what changed.
"""

import base64
import fnmatch
import hashlib
import io
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

from docs._engine.core.paths import ROOT
from docs._engine.vendor import font
from docs._engine.vendor.manifest import (
    DIGESTS,
    RECORD,
    Package,
    VendorError,
    digests,
    packages,
)


def main() -> None:
    """Bring the repository to what the record says; change nothing on an error."""
    try:
        files: dict[str, bytes] = {}
        for package in packages():
            files |= made_from(package, unpacked(package))
        replace(files)
    except VendorError as error:
        sys.exit(str(error))


def unpacked(package: Package) -> dict[str, bytes]:
    """Return the files of a package, by their path in it.

    Raises:
        VendorError: npm cannot be run or does not know the package, or its archive is
            not the recorded one.
    """
    npm = shutil.which("npm")
    if npm is None:
        raise VendorError("npm is not installed: it fetches the packages.")
    name = f"{package.name}@{package.version}"
    with tempfile.TemporaryDirectory() as folder:
        result = subprocess.run(  # noqa: S603
            [npm, "pack", "--silent", "--pack-destination", folder, name],
            capture_output=True,
            text=True,
        )
        archives = list(Path(folder).glob("*.tgz"))
        if result.returncode or not archives:
            raise VendorError(f"{name}: npm says:\n{result.stderr or result.stdout}")
        data = archives[0].read_bytes()
    digest = base64.b64encode(hashlib.sha512(data).digest()).decode()
    if package.integrity != f"sha512-{digest}":
        raise VendorError(
            f"{name}: the archive has integrity = "
            f'"sha512-{digest}", and the record says "{package.integrity}". '
            "Record the first only if you changed the version."
        )
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        return {
            member.name.partition("/")[2]: archive.extractfile(member).read()
            for member in archive
            if member.isfile()
        }


def made_from(package: Package, contents: dict[str, bytes]) -> dict[str, bytes]:
    """Return the files that a package's rules make, by their path in this repository.

    Raises:
        VendorError: A rule matches no file, or a font is not what the rule expects.
    """
    made = {}
    for rule in package.rules:
        names = sorted(fnmatch.filter(contents, rule.source))
        if not names:
            raise VendorError(f"{package.name} has no file {rule.source}.")
        if len(names) > 1 and not rule.target.endswith("/"):
            raise VendorError(
                f"{package.name}: {rule.source} is {len(names)} files and "
                f"{rule.target} is one. End it with a slash."
            )
        for name in names:
            target = rule.target
            if target.endswith("/"):
                target += name.rpartition("/")[2]
            data = contents[name]
            if rule.subset:
                try:
                    data = font.cut(data, Path(target).suffix, **rule.subset)
                except ImportError as error:
                    raise VendorError(
                        f"{error}. Run: "
                        "uv run --group assets python -m docs._engine.vendor"
                    ) from None
                except (TypeError, ValueError) as error:
                    raise VendorError(f"{package.name}: {name}: {error}.") from None
            made[target] = data
    return made


def replace(files: dict[str, bytes]) -> None:
    """Write these files and their digests, and remove what the record had besides."""
    for name in sorted(set(digests()) - set(files)):
        (ROOT / name).unlink(missing_ok=True)
        print("removed", name)
    lines = [DIGESTS]
    for name, data in sorted(files.items()):
        file = ROOT / name
        if not file.is_file() or file.read_bytes() != data:
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
            print("wrote", name)
        lines.append(f'"{name}" = "{hashlib.sha256(data).hexdigest()}"')
    text = RECORD.read_text("utf-8").partition(DIGESTS)[0]
    RECORD.write_text(text + "\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
