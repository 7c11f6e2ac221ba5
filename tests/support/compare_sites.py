"""Compare two builds of the site: `python -m tests.support.compare_sites OLD NEW`.

Lists the files that only one build has, and the lines in which the others differ.
`--only` narrows the comparison to paths that match a pattern. Ends with 1 if the builds
differ in anything.
"""

import argparse
import difflib
import fnmatch
import re
import sys
from pathlib import Path

FINGERPRINT = re.compile(r"(?<=[-.])[0-9a-f]{8}(?=\.(?:js|css|min))")
"""The digest of a file's content in its name."""
LINES = 20
"""Shown for a file."""


def load_files(site: Path) -> dict[str, bytes]:
    """Return the files of a build by path, digests in names left out."""
    return {
        FINGERPRINT.sub("*", file.relative_to(site).as_posix()): file.read_bytes()
        for file in sorted(site.rglob("*"))
        if file.is_file() and file.suffix != ".gz"
    }


def split_lines(content: bytes) -> list[str]:
    """Return the lines of a text, broken also before each tag and entry of JSON."""
    text = re.sub(r"(?=<(?!/))|(?<=[{,])(?=[{\"])", "\n", content.decode("utf-8"))
    return text.splitlines()


def compare_file(old: bytes | None, new: bytes | None) -> list[str]:
    """Return how two files differ, one line for each difference."""
    if old is None or new is None:
        return [f"only in the {'old' if new is None else 'new'} build"]
    try:
        lines = difflib.unified_diff(split_lines(old), split_lines(new), n=0)
        return [line for line in lines if not line.startswith(("---", "+++", "@@"))]
    except UnicodeDecodeError:
        return [f"{len(old)} bytes were {len(new)}"]


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("--only", default="*", help="a pattern for paths")
    options = parser.parse_args()
    old, new = load_files(options.old), load_files(options.new)
    paths = fnmatch.filter(sorted(old.keys() | new.keys()), options.only)
    differing = [path for path in paths if old.get(path) != new.get(path)]
    for path in differing:
        lines = compare_file(old.get(path), new.get(path))
        print(f"\n{path}: {len(lines)} differences")
        for line in lines[:LINES]:
            print(f"  {line[:240]}")
        if len(lines) > LINES:
            print(f"  … {len(lines) - LINES} more")
    print(f"\n{len(paths) - len(differing)} files are equal, {len(differing)} differ.")
    sys.exit(bool(differing))


if __name__ == "__main__":
    main()
