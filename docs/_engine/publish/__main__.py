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
from docs._engine.publish.errors import OutcomeUnknownError, PublishError
from docs._engine.publish.listing import render_table
from docs._engine.publish.pipeline import publish, retire, verify
from docs._engine.publish.remote import Target, fetch_published
from docs._engine.publish.staging import staging_clone

NOTHING = "Nothing was published."
MAX_SHOWN = 50
"""Lines of a message."""


def main() -> None:
    """Run the command."""
    options = parse_options()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        # The repository that the command is called in, whatever PYTHONPATH says.
        root = Path(git(Path.cwd(), "rev-parse", "--show-toplevel"))
        run(Target(root, options.remote, options.branch), options)
    except OutcomeUnknownError as error:
        sys.exit(str(error))
    except (PublishError, GitError, OSError) as error:
        # git names every file that a full disk did not take.
        message = "\n".join(str(error).splitlines()[-MAX_SHOWN:])
        is_reading = options.list or options.verify is not None
        sys.exit(message if is_reading else f"{message}\n\n{NOTHING}")
    except KeyboardInterrupt:
        sys.exit(f"\nInterrupted. {NOTHING} Run it again.")


def parse_options() -> argparse.Namespace:
    """Return what the command is asked for."""
    parser = argparse.ArgumentParser(
        "python -m docs._engine.publish", description=__doc__
    )
    parser.add_argument(
        "versions",
        nargs="*",
        metavar="NAME=PYTHON",
        help="publish a version, as in 3.15=.venv/bin/python, or dev=…",
    )
    group = parser.add_mutually_exclusive_group()
    group.add_argument(
        "--retire", metavar="NAME", help="lead from a version to the newest"
    )
    group.add_argument("--list", action="store_true", help="show what is published")
    group.add_argument(
        "--verify",
        nargs="?",
        const="",
        metavar="WHAT",
        help="verify what is published, or a local branch or folder",
    )
    parser.add_argument("--remote", default="origin", help="default: origin")
    parser.add_argument("--branch", default="gh-pages", help="default: gh-pages")
    parser.add_argument("--dry-run", action="store_true", help="do all but the push")
    return parser.parse_args()


def run(target: Target, options: argparse.Namespace) -> None:
    """Do what is asked for.

    Raises:
        PublishError: It cannot be done; the message says why, and what to do.
    """
    if options.list:
        with staging_clone(target.root, published(target)) as folder:
            print(render_table(folder))
    elif options.verify and Path(options.verify).is_dir():
        verify(Path(options.verify))
    elif options.verify is not None:
        with staging_clone(target.root, commit_of(target, options.verify)) as folder:
            verify(folder)
    elif options.retire:
        retire(target, options.retire, options.dry_run)
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
        publish(target, pythons, options.dry_run)
    if options.verify is not None:
        print("Everything is there, and leads somewhere.")


def published(target: Target) -> str:
    """Return the published commit.

    Raises:
        PublishError: There is none.
    """
    commit = fetch_published(target)
    if commit is None:
        raise PublishError(f"{target.remote} has no branch {target.branch} yet.")
    return commit


def commit_of(target: Target, name: str) -> str:
    """Return the commit of a branch; the published one for an empty name.

    Raises:
        PublishError: There is no such branch.
    """
    if not name:
        return published(target)
    commit = git_or_none(target.root, "rev-parse", "--verify", f"{name}^{{commit}}")
    if commit is None:
        raise PublishError(f"{name} is neither a folder nor a branch.")
    return commit


if __name__ == "__main__":
    main()
