"""Publish the guide: one version for each Keras version, on one branch.

Nothing is pushed before everything is verified, and it is pushed at once. Whatever goes
wrong before leaves the branch as it was. SITE_URL is the address of the site.
"""

import argparse
import os
import signal
import sys
from pathlib import Path

from docs._engine.core.git import GitError, git, git_or_none
from docs._engine.publish import remote
from docs._engine.publish.files import render_table
from docs._engine.publish.pipeline import publish, retire, scratch_clone
from docs._engine.publish.remote import OutcomeUnknownError, PublishError
from docs._engine.publish.verify import verify

NOTHING = "Nothing was published."
MAX_SHOWN = 50
"""Lines of a message."""


def main() -> None:
    """Run the command."""
    name = "python -m docs._engine.publish"
    parser = argparse.ArgumentParser(name, description=__doc__)
    text = "publish a version, as in 3.15=.venv/bin/python, or dev=…"
    parser.add_argument("versions", nargs="*", metavar="NAME=PYTHON", help=text)
    group = parser.add_mutually_exclusive_group()
    text = "replace a version with redirects to the newest"
    group.add_argument("--retire", metavar="NAME", help=text)
    group.add_argument("--list", action="store_true", help="show what is published")
    text = "verify what is published, or a local branch or folder"
    group.add_argument("--verify", nargs="?", const="", metavar="WHAT", help=text)
    parser.add_argument("--dry-run", action="store_true", help="do everything but push")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        run(options)
    except OutcomeUnknownError as error:
        sys.exit(str(error))
    except (PublishError, GitError, OSError) as error:
        lines = str(error).splitlines()
        head = [*lines[:MAX_SHOWN], *(["…"] if len(lines) > MAX_SHOWN else [])]
        is_reading = options.list or options.verify is not None
        sys.exit("\n".join(head if is_reading else [*head, "", NOTHING]))
    except KeyboardInterrupt:
        sys.exit(f"\nInterrupted. {NOTHING} Run it again.")


def run(options: argparse.Namespace) -> None:
    """Do what is asked for, in the repository that the command is called in."""
    # Whatever PYTHONPATH says.
    root = Path(git(Path.cwd(), "rev-parse", "--show-toplevel"))
    if options.list:
        with scratch_clone(root, remote.fetch_published_commit(root)) as folder:
            print(render_table(folder))
    elif options.verify is not None:
        verify_files(root, options.verify)
        print("Everything is there, and leads somewhere.")
    elif options.retire:
        retire(root, options.retire, options.dry_run)
    elif not options.versions:
        raise PublishError("Say which versions: 3.15=.venv/bin/python, or --help.")
    elif not os.environ.get("SITE_URL", "").startswith(("http://", "https://")):
        raise PublishError(
            "Set SITE_URL to the address at which the branch is served, as in "
            "SITE_URL=https://example.org/guide/. Canonical addresses, the sitemap and "
            "the page for missing pages need it."
        )
    else:
        pythons = dict(each.partition("=")[::2] for each in options.versions)
        publish(root, pythons, options.dry_run)


def verify_files(root: Path, what: str) -> None:
    """Verify a folder, a branch, or, without a name, what is published."""
    if what and Path(what).is_dir():
        verify(Path(what))
        return
    parse = "rev-parse", "--verify", f"{what}^{{commit}}"
    commit = git_or_none(root, *parse) if what else remote.fetch_published_commit(root)
    if commit is None:
        raise PublishError(f"{what} is neither a folder nor a branch.")
    with scratch_clone(root, commit) as folder:
        verify(folder)


if __name__ == "__main__":
    main()
