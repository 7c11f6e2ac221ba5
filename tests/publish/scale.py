"""Twenty versions of this guide: what they weigh, and what one more costs.

    python -m tests.publish.scale [--versions 20]

This checkout is built once for the installed Keras. The other versions are that build
with what differs between versions: the numbers of Keras and of the version on every
page. They are published one by one, by the same steps as a real one.
"""

import argparse
import re
import subprocess
import sys
import tempfile
import time
from contextlib import closing, redirect_stdout
from io import StringIO
from pathlib import Path

from docs._engine.core.paths import ROOT
from docs._engine.publish import pipeline as publish
from docs._engine.publish import versions
from docs._engine.publish.remote import Target
from docs._engine.publish.tree import Branch
from tests.publish.project import KERAS, MINOR, SITE, Project, variables

TEXT = {".html", ".json", ".xml", ".txt", ".md"}


def built(folder: Path) -> float:
    """Build this checkout as mike does, and return how many seconds that took."""
    record = ROOT / ".cache" / "run.json"
    assert record.is_file(), "Run the tests first: a version needs its record."
    started = time.monotonic()
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(folder)],
        cwd=ROOT,
        env=variables(MIKE_DOCS_VERSION=MINOR, SOURCE_DATE_EPOCH="0"),
        check=True,
    )
    return time.monotonic() - started


def as_version(files: dict[str, bytes], name: str) -> dict[str, bytes]:
    """Return the files that the guide of another Keras has."""
    keras = f"{name}.0".encode()
    own = f"{SITE}{MINOR}/".encode()
    return {
        path: (
            re.sub(rb"\b" + re.escape(KERAS.encode()) + rb"\b", keras, content).replace(
                own, f"{SITE}{name}/".encode()
            )
            if Path(path).suffix in TEXT
            else content
        )
        for path, content in files.items()
    }


def size_of(folder: Path) -> float:
    """Return the MB that a folder takes."""
    return (
        sum(file.stat().st_size for file in folder.rglob("*") if file.is_file()) / 1e6
    )


def cloned(remote: Path, folder: Path) -> float:
    """Return the MB of objects that a fresh clone of the branch fetches."""
    command = ["git", "clone", "-q", "--bare", "--no-local", "-b", "gh-pages"]
    subprocess.run([*command, remote, folder], check=True)
    return size_of(folder / "objects")


def main() -> None:
    """Publish one version after another, and print the table."""
    parser = argparse.ArgumentParser(
        "python -m tests.publish.scale", description=__doc__
    )
    parser.add_argument("--versions", type=int, default=20)
    number = parser.parse_args().versions
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        project = Project(folder / "clone", folder / "remote.git")
        project.root.mkdir()
        project.git("init", "-q", "-b", "main")
        (project.root / ".gitignore").write_text(".cache/\n", "utf-8")
        project.git("init", "-q", "--bare", str(project.remote))
        project.git("remote", "add", "origin", str(project.remote))
        for key, text in {"name": "Author", "email": "author@example.org"}.items():
            project.git("config", f"user.{key}", text)
        project.git("add", "-A")
        project.git("commit", "-q", "-m", "x")
        commit = project.git("rev-parse", "HEAD")
        building = built(folder / "site")
        files = {
            path.relative_to(folder / "site").as_posix(): path.read_bytes()
            for path in sorted((folder / "site").rglob("*"))
            if path.is_file()
        }
        target = Target(project.root, "origin", "gh-pages")
        rows, before = [], 0.0
        for count in range(1, number + 2):
            started = time.monotonic()
            add(target, commit, files, f"3.{count}")
            needed = time.monotonic() - started
            clone = cloned(project.remote, folder / f"clone-{count}")
            rows.append((count, needed, clone, clone - before))
            before = clone
        with closing(Branch(project.remote, "gh-pages")) as tree:
            web = sum(len(tree.read(path)) for path in tree.files) / 1e6
            pages = sum(path.endswith("/index.html") for path in tree.files)
        report(rows, building, web, pages, size_of(folder / "site"))


def add(target: Target, commit: str, files: dict[str, bytes], name: str) -> None:
    """Publish a version from what was built, by the steps of a real publish."""

    def change(place: Path, who: dict[str, str]) -> None:
        site = place / "site"
        for path, content in as_version(files, name).items():
            file = site / path
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        subprocess.run(
            [sys.executable, "-c", MIKE, str(site), name, f"{name}.0"],
            cwd=place,
            env=variables(**who),
            check=True,
        )

    with redirect_stdout(StringIO()):
        publish.publish(target, commit, f"Publish {name}", change, False)


MIKE = f"""
import sys
from mike import commands
site, name, keras = sys.argv[1:]
with commands.deploy(
    {{"site_dir": site}}, name, aliases=["{versions.LATEST}"], update_aliases=True,
    alias_type=commands.AliasType.copy, set_props=[("keras", keras)],
):
    pass
"""
"""What `mike deploy` does once MkDocs has built."""


def report(
    rows: list[tuple[int, float, float, float]],
    building: float,
    web: float,
    pages: int,
    site: float,
) -> None:
    """Print the numbers."""
    print("| Versions | Publish, s | with its build, s | Clone, MB | Added, MB |")
    print("|---:|---:|---:|---:|---:|")
    for count, needed, clone, added in rows:
        if count in (1, 2, 5, 10, 15) or count >= len(rows) - 1:
            whole = needed + building
            print(
                f"| {count} | {needed:.1f} | {whole:.1f} | {clone:.1f} | {added:.2f} |"
            )
    first, last = rows[0], rows[-1]
    ratio, whole = last[1] / first[1], (last[1] + building) / (first[1] + building)
    print(
        f"\nOne more over {last[0] - 1}, compared with the first: {ratio:.2f} times, "
        f"{whole:.2f} with the build of {building:.1f} s. A version has {site:.1f} MB, "
        f"the branch {web:.0f} MB in files, {pages} pages."
    )


if __name__ == "__main__":
    main()
