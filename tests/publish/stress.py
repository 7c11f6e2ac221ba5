"""Stress test: publishes that are killed, collide and fail; a table of what was left.

    python -m tests.publish.stress [--kills 50] [--pairs 20] [--seed 0]

A full disk is one of two megabytes in memory, which only root can mount.
"""

import argparse
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import psutil

from docs._engine.publish.files import load_versions
from docs._engine.publish.pipeline import scratch_clone
from docs._engine.publish.remote import PublishError
from docs._engine.publish.verify import verify
from tests.publish.project import MINOR, PUBLISH, THIS, Project, create, fake_python


class Stress:
    """A published project, and what happens to it: each event yields its outcome."""

    def __init__(self, folder: Path, seed: int):
        self.folder, self.random = folder, random.Random(seed)  # noqa: S311
        self.project = create(folder)
        self.old = f"2.14={fake_python(folder)}"
        self.is_damaged = False
        self.project.publish(self.old, THIS)

    def report(self, name: str, outcomes: Iterator[str]) -> None:
        """Let events happen, up to the first that does damage; print a table row."""
        counts: Counter[str] = Counter()
        lost = "nothing"
        try:
            for outcome in outcomes:
                counts[outcome] += 1
                self.inspect()
        except (AssertionError, PublishError) as error:
            self.is_damaged, lost = True, str(error)
        listed = ", ".join(f"{text}: {count}" for text, count in counts.items())
        print(f"| {name} | {counts.total()} | {listed} | {lost} |", flush=True)

    def inspect(self) -> None:
        """Require that the repositories and what is published are whole."""
        self.project.git("fsck", "--no-dangling")
        self.project.remote_git("fsck", "--no-dangling")
        with scratch_clone(self.project.remote, self.project.tip()) as published:
            assert load_versions(published).keys() == {MINOR, "2.14"}
            verify(published)

    def edit(self) -> str:
        """Commit another text, whose tests passed; return what is published."""
        self.project.commit(l2=f"# L2\n\n## Strength\n\nText {time.time_ns()}.\n")
        return self.project.tip()

    def refuse(self, message: str, **variables: str) -> Iterator[str]:
        """Publish twice what has to fail with a message, and change nothing."""
        before = self.edit()
        for _ in range(2):
            output = self.project.publish(THIS, fails=True, **variables)
            assert message in output, output
            assert "Nothing was published." in output, output
            assert self.project.tip() == before, "the branch has moved"
            yield "refused, told"

    def read_only_remote(self) -> Iterator[str]:
        """Publish to a remote that takes nothing."""
        hook = self.project.hook("pre-receive", "echo read-only >&2\nexit 1")
        yield from self.refuse("did not take the push")
        hook.unlink()

    def full_disk(self) -> Iterator[str]:
        """Publish from a disk that takes nothing."""
        disk = self.folder / "disk"
        disk.mkdir()
        mount = ["mount", "-t", "tmpfs", "-o", "size=2M", "tmpfs", str(disk)]
        if subprocess.run(mount, capture_output=True).returncode:
            yield "not mounted: only root can"
        else:
            yield from self.refuse("Nothing was published.", TMPDIR=str(disk))
            subprocess.run(["umount", disk], check=True)  # noqa: S607

    def silent_remote(self) -> Iterator[str]:
        """Interrupt a publish to a remote that says nothing, then let the remote go."""
        with socket.create_server(("127.0.0.1", 0)) as server:
            address = f"git://127.0.0.1:{server.getsockname()[1]}/x"
            self.project.git("remote", "set-url", "origin", address)
            with self.project.start(*PUBLISH, THIS) as process:
                server.accept()
                process.send_signal(signal.SIGTERM)
                output = process.communicate(timeout=60)[0]
        assert "Nothing was published." in output, output
        yield "told"
        yield from self.refuse("does not answer")
        self.project.git("remote", "set-url", "origin", self.project.remote)

    def kill(self, number: int) -> Iterator[str]:
        """End publishes at moments spread over a whole one, and over the push."""
        self.edit()
        started = time.monotonic()
        self.project.publish(THIS)
        needed = time.monotonic() - started
        for count in range(number):
            before = self.edit()
            process = self.project.start(*PUBLISH, THIS)
            moment = self.random.uniform(0, needed)
            if count % 3 == 0:  # While it pushes.
                any(line.startswith("Verified") for line in process.stdout)
                moment /= 20
            time.sleep(moment)
            children = psutil.Process(process.pid).children(recursive=True)
            # By a request, the process alone, and with all that it has started.
            process.terminate() if count % 5 == 4 else process.kill()
            for child in children if count % 5 in (1, 3) else []:
                with suppress(psutil.NoSuchProcess):
                    child.kill()
            output = process.communicate()[0]
            has_moved = self.project.tip() != before
            untrue = "Nothing was" if has_moved else "Published:"
            assert untrue not in output, f"this is not true: {output}"
            name = "had ended" if process.returncode == 0 else "ended early"
            yield f"{name}, {'published' if has_moved else 'as it was'}"
        self.edit()
        self.project.publish(THIS)
        yield "published by a retry"

    def collide(self, number: int) -> Iterator[str]:
        """Start two publishes at once, from two clones and from one in turn."""
        for count in range(number):
            base, other = self.edit(), self.project
            if count % 2:
                other = Project(self.folder / f"clone{count}", self.project.remote)
                shutil.copytree(self.project.root, other.root, symlinks=True)
            pair = self.project.start(*PUBLISH, THIS), other.start(*PUBLISH, self.old)
            outputs = [each.communicate(timeout=600)[0] for each in pair]
            won = [each.returncode for each in pair].count(0)
            reported = sum("Someone else published" in output for output in outputs)
            new = self.project.remote_git("rev-list", "--count", f"{base}..gh-pages")
            assert 0 < won == int(new) == 2 - reported, f"{new} commits: {outputs}"
            other.git("fsck", "--no-dangling")
            yield f"{won} published, {reported} told"


def main() -> None:
    """Run the stress test."""
    name = "python -m tests.publish.stress"
    parser = argparse.ArgumentParser(name, description=__doc__)
    for option, default in {"--kills": 50, "--pairs": 20, "--seed": 0}.items():
        parser.add_argument(option, type=int, default=default)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        # A publish that is killed leaves its scratch clone there.
        os.environ["TMPDIR"] = folder
        stress = Stress(Path(folder), options.seed)
        print("| Event | Times | Outcome | Lost or half-written |\n|---|---:|---|---|")
        stress.report("read-only remote", stress.read_only_remote())
        stress.report("full disk", stress.full_disk())
        stress.report("silent remote, then none", stress.silent_remote())
        stress.report("killed", stress.kill(options.kills))
        stress.report("two publishers at once", stress.collide(options.pairs))
    sys.exit(stress.is_damaged)


if __name__ == "__main__":
    main()
