"""Compare two builds of the site: `python -m tests.support.compare_sites OLD NEW`.

Shows what `git diff` says of them, with each tag of HTML and each entry of JSON on a
line of its own, and without the digests in names. Other options go to `git diff`:
`--stat` counts the lines of each file. Ends with 1 if the builds differ in anything.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

FINGERPRINT = re.compile(r"(?<=[-.])[0-9a-f]{8}(?=\.(?:js|css|min))")
"""The digest of a file's content in its name."""
LINE_START = re.compile(rb"(?=<[^/])|(?<=[{,])(?=[{\"])")


def load_files(site: Path) -> dict[str, bytes]:
    """Return the files of a build by path, digests in names left out."""
    return {
        FINGERPRINT.sub("*", file.relative_to(site).as_posix()): file.read_bytes()
        for file in sorted(site.rglob("*"))
        if file.is_file() and file.suffix != ".gz"
    }


def copy_site(site: Path, folder: Path) -> None:
    """Copy a build in the form in which it is compared."""
    for name, content in load_files(site).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(LINE_START.sub(b"\n", content))


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    sites, options = parser.parse_known_args()
    with tempfile.TemporaryDirectory() as scratch:
        copy_site(sites.old, Path(scratch, "old"))
        copy_site(sites.new, Path(scratch, "new"))
        options = options or ["--unified=0"]
        command = ["git", "diff", "--no-index", *options, "old", "new"]
        sys.exit(subprocess.run(command, cwd=scratch).returncode)


if __name__ == "__main__":
    main()
