"""Compare two builds of the site: `python -m tests.support.compare_sites OLD NEW`.

Lists the files that only one build has, and the differences of the others. HTML pages
are compared line by line, and `--only` narrows the comparison to paths that match a
pattern. `--replace REGEX TEXT` rewrites the old build first, so that a difference
that is meant, such as a renamed path, is counted.

Ends with 1 if the builds differ in anything else.
"""

import argparse
import difflib
import fnmatch
import re
import sys
from collections import Counter
from pathlib import Path

TEXT = {".html", ".md", ".txt", ".json", ".js", ".css", ".xml", ".svg", ".webmanifest"}
FINGERPRINT = re.compile(r"(?<=[-.])[0-9a-f]{8}(?=\.(?:js|css|min))")
"""The digest of a file's content in its name."""


def load_files(site: Path) -> dict[str, bytes]:
    """Return the files of a build by path, digests in names left out."""
    return {
        FINGERPRINT.sub("*", file.relative_to(site).as_posix()): file.read_bytes()
        for file in sorted(site.rglob("*"))
        if file.is_file() and file.suffix != ".gz"
    }


def split_lines(path: str, content: bytes) -> list[str]:
    """Return the lines of a text; HTML and JSON are broken at each tag or entry."""
    text = content.decode("utf-8", "backslashreplace")
    if path.endswith((".html", ".xml")):
        text = re.sub(r"(?=<(?!/))", "\n", text)
    elif path.endswith(".json"):
        text = re.sub(r"(?<=[{,])(?=[{\"])", "\n", text)
    return [line.rstrip() for line in text.splitlines() if line.strip()]


def compare_file(path: str, old: bytes, new: bytes) -> list[str]:
    """Return how two files differ, one line for each difference."""
    if old == new:
        return []
    if Path(path).suffix not in TEXT:
        return [f"{len(old)} bytes were {len(new)}"]
    lines = difflib.unified_diff(
        split_lines(path, old), split_lines(path, new), lineterm="", n=0
    )
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def main() -> None:
    """Run the command."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("old", type=Path)
    parser.add_argument("new", type=Path)
    parser.add_argument("--only", default="*", help="a pattern for paths")
    parser.add_argument(
        "--replace", nargs=2, action="append", default=[], metavar=("REGEX", "TEXT")
    )
    parser.add_argument("--lines", type=int, default=20, help="shown for a file")
    options = parser.parse_args()
    old, new = load_files(options.old), load_files(options.new)
    replaced: Counter[str] = Counter()
    for pattern, text in options.replace:
        for path, content in old.items():
            if Path(path).suffix in TEXT:
                changed, count = re.subn(pattern.encode(), text.encode(), content)
                old[path] = changed
                replaced[pattern] += count
    for pattern, count in replaced.items():
        print(f"replaced {count} times: {pattern}")
    equal = differing = 0
    for path in sorted(old.keys() | new.keys()):
        if not fnmatch.fnmatch(path, options.only):
            continue
        if path not in new:
            lines = ["only in the old build"]
        elif path not in old:
            lines = ["only in the new build"]
        else:
            lines = compare_file(path, old[path], new[path])
        if not lines:
            equal += 1
            continue
        differing += 1
        print(f"\n{path}: {len(lines)} differences")
        for line in lines[: options.lines]:
            print(f"  {line[:240]}")
        if len(lines) > options.lines:
            print(f"  … {len(lines) - options.lines} more")
    print(f"\n{equal} files are equal, {differing} differ.")
    sys.exit(differing > 0)


if __name__ == "__main__":
    main()
