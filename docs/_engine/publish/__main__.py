"""Publish the guide: one version for each Keras version, on one branch.

Nothing is pushed before everything is verified, and it is pushed at once. Whatever goes
wrong before leaves the branch as it was. SITE_URL is the address of the site.
"""

import argparse
import os
import shutil
import signal
import sys
from contextlib import closing
from pathlib import Path

from docs._engine.core.git import GitError, git
from docs._engine.publish import remote, versions
from docs._engine.publish.environments import cells
from docs._engine.publish.listing import table
from docs._engine.publish.mike import deploy
from docs._engine.publish.pipeline import SUMMARIES, publish
from docs._engine.publish.remote import Target
from docs._engine.publish.repository import (
    PublishError,
    UnclearError,
    clean_commit,
    commit_of,
)
from docs._engine.publish.retire import retire
from docs._engine.publish.tree import Branch, Folder, Tree
from docs._engine.publish.verify import problems
from docs._engine.publish.versions import LATEST

NOTHING = "Nothing was published."
NEEDED = 50_000_000
"""Bytes, for a version and what git makes of it."""


def main() -> None:
    """Run the command."""
    arguments = parser().parse_args()
    signal.signal(signal.SIGTERM, interrupted)
    # In the repository that the command is called in, whatever PYTHONPATH says.
    target = Target(Path.cwd(), arguments.remote, arguments.branch)
    try:
        target = target._replace(
            root=Path(git(target.root, "rev-parse", "--show-toplevel"))
        )
        run(target, arguments)
    except UnclearError as error:
        sys.exit(str(error))
    except (PublishError, GitError, OSError) as error:
        reading = arguments.list or arguments.verify is not None
        sys.exit(f"{error}{space(target.root)}" + ("" if reading else f"\n\n{NOTHING}"))
    except KeyboardInterrupt:
        sys.exit(f"\nInterrupted. {NOTHING} Run it again.")


def parser() -> argparse.ArgumentParser:
    """Return what reads the arguments."""
    made = argparse.ArgumentParser(
        "python -m docs._engine.publish", description=__doc__
    )
    made.add_argument(
        "versions",
        nargs="*",
        metavar="NAME=PYTHON",
        help="publish a version, as in 3.15=.venv/bin/python, or dev=…",
    )
    other = made.add_mutually_exclusive_group()
    other.add_argument(
        "--retire", metavar="NAME", help="lead from a version to the newest"
    )
    other.add_argument("--list", action="store_true", help="show what is published")
    other.add_argument(
        "--verify",
        nargs="?",
        const="",
        metavar="WHAT",
        help="verify what is published, or a local branch or folder",
    )
    made.add_argument("--remote", default="origin", help="default: origin")
    made.add_argument("--branch", default="gh-pages", help="default: gh-pages")
    made.add_argument("--dry-run", action="store_true", help="do all but the push")
    return made


def run(target: Target, arguments: argparse.Namespace) -> None:
    """Do what is asked."""
    if arguments.list:
        with closing(published(target)) as tree:
            print(table(tree, target.root / SUMMARIES))
    elif arguments.verify is not None:
        with closing(named(target, arguments.verify)) as tree:
            wrong = problems(tree, target.root / SUMMARIES)
        if wrong:
            raise PublishError("\n".join(wrong))
        print("Everything is there, and leads somewhere.")
    elif arguments.retire:
        retire_version(target, arguments.retire, arguments.dry_run)
    elif arguments.versions:
        publish_versions(target, arguments.versions, arguments.dry_run)
    else:
        raise PublishError("Say which versions: 3.15=.venv/bin/python, or --help.")


def publish_versions(target: Target, named: list[str], dry_run: bool) -> None:
    """Build versions, and publish them together."""
    commit = clean_commit(target.root)
    if not os.environ.get("SITE_URL", "").startswith(("http://", "https://")):
        raise PublishError(
            "Set SITE_URL to the address at which the branch is served, as in "
            "SITE_URL=https://example.org/guide/. Canonical addresses, the sitemap and "
            "the page for missing pages need it."
        )
    wanted = dict(each.partition("=")[::2] for each in named)
    found = cells(target.root, commit, wanted)

    def change(place: Path, who: dict[str, str]) -> None:
        for cell in found:
            print(f"{cell.name}: building on Keras {cell.keras}.", flush=True)
            with closing(branch_or_none(place, target)) as tree:
                names = [version.name for version in versions.published(tree)]
            newest = versions.newest([*names, *wanted]) == cell.name
            deploy(place, target.branch, cell, [LATEST] if newest else [], **who)

    listed = ", ".join(f"{cell.name} (Keras {cell.keras})" for cell in found)
    message = f"Publish {listed}\n\nFrom commit {commit}."
    publish(target, commit, message, change, dry_run)


def retire_version(target: Target, name: str, dry_run: bool) -> None:
    """Put redirects in the place of a version."""
    commit = commit_of(target.root, "HEAD")

    def change(place: Path, who: dict[str, str]) -> None:
        with closing(branch_or_none(place, target)) as tree:
            retire(tree, target.branch, name, **who)

    publish(target, commit, f"Retire {name}", change, dry_run)


def branch_or_none(place: Path, target: Target) -> Tree:
    """Return the files of the branch; an empty tree if there is none."""
    empty = git(place, "hash-object", "-t", "tree", "-w", "--stdin")
    return Branch(place, commit_of(place, target.ref) or empty)


def published(target: Target) -> Tree:
    """Return the files that are published.

    Raises:
        PublishError: There are none.
    """
    commit = remote.published_commit(target)
    if commit is None:
        raise PublishError(f"{target.remote} has no branch {target.branch} yet.")
    remote.fetch(target, commit)
    return Branch(target.root, commit)


def named(target: Target, name: str) -> Tree:
    """Return the files of a folder or a branch; those that are published by default."""
    if not name:
        return published(target)
    commit = commit_of(target.root, name)
    if Path(name).is_dir():
        return Folder(Path(name))
    if commit is None:
        raise PublishError(f"{name} is neither a folder nor a branch.")
    return Branch(target.root, commit)


def space(root: Path) -> str:
    """Return what to do if the disk is full; a build needs some space."""
    free = shutil.disk_usage(root).free
    if free > NEEDED:
        return ""
    left = f"{free / 1e6:.0f} MB"
    return f"\nThe disk of {root} has {left} left. Make room, and run it again."


def interrupted(number: int, frame: object) -> None:
    """End as an interrupt from the keyboard does."""
    raise KeyboardInterrupt


if __name__ == "__main__":
    main()
