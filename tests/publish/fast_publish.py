"""A publish whose change is small, for what has nothing to do with the build.

    python -m tests.publish.fast_publish NAME [WAIT]

copies the oldest version to 0.NAME and publishes that; with WAIT it stops at a point
until that file exists: `WAIT.change`, `WAIT.push` or `WAIT.pushed`.
"""

import json
import re
import sys
import time
from contextlib import closing
from pathlib import Path

from docs._engine.publish import __main__ as command
from docs._engine.publish import pipeline as publish
from docs._engine.publish import remote, versions
from docs._engine.publish.remote import Target
from docs._engine.publish.repository import clean_commit
from docs._engine.publish.tree import Branch, commit_files


def copy_oldest(place: Path, branch: str, name: str, **who: str) -> None:
    """Add a version that differs from the oldest in its name and Keras only."""
    with closing(Branch(place, f"refs/heads/{branch}")) as tree:
        oldest = versions.published(tree)[-1]
        new = f"0.{name}"
        files = {}
        for path in tree.files:
            if path.startswith(f"{oldest.name}/"):
                content = tree.read(path)
                if path.endswith(".html"):
                    content = re.sub(
                        rb"Keras \d[\w.]+", f"Keras {new}.0".encode(), content
                    )
                files[f"{new}/{path.partition('/')[2]}"] = content
        listed = json.loads(tree.read(versions.FILE))
    entry = {"version": new, "title": new, "aliases": []}
    text = json.dumps([*listed, entry | {"properties": {"keras": f"{new}.0"}}])
    commit_files(place, branch, files | {versions.FILE: text.encode()}, **who)


def wait(point: str) -> None:
    """Say that a point is reached, and wait there if that is asked for."""
    print(f"at {point}", flush=True)
    while len(sys.argv) > 2 and not Path(f"{sys.argv[2]}.{point}").exists():
        time.sleep(0.02)


def run(target: Target, arguments: object) -> None:
    """Publish the copy."""
    push = remote.push

    def slow_push(*arguments: object) -> None:
        wait("push")
        push(*arguments)
        wait("pushed")

    def change(place: Path, who: dict[str, str]) -> None:
        wait("change")
        copy_oldest(place, target.branch, sys.argv[1], **who)

    remote.push = slow_push
    commit = clean_commit(target.root)
    publish.publish(target, commit, f"Publish 0.{sys.argv[1]}", change, False)


if __name__ == "__main__":
    command.run = run
    command.main()
