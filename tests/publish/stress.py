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
from contextlib import suppress
from pathlib import Path

import psutil

from docs._engine.publish.pipeline import scratch_clone
from docs._engine.publish.remote import PublishError
from docs._engine.publish.verify import verify
from docs._engine.publish.versions import load_versions
from tests.publish.project import (
    MINOR,
    PUBLISH,
    THIS,
    Project,
    create,
    fake_environment,
    output_of,
)


class Stress:
    """A published project, and what happens to it."""

    def __init__(self, folder: Path, seed: int):
        self.folder, self.random = folder, random.Random(seed)  # noqa: S311
        self.project = create(folder)
        self.old = f"2.14={fake_environment(folder)}"
        self.edits, self.is_damaged = 0, False
        self.damage: list[str] = []
        """What is lost or half-written after the events of a row."""
        self.project.publish(self.old, THIS)

    def edit(self) -> None:
        """Commit another text, whose tests passed."""
        self.edits += 1
        self.project.commit(l2=f"# L2\n\n## Strength\n\nText number {self.edits}.\n")

    def inspect(self) -> None:
        """Find what is wrong with the repositories and with what is published."""
        self.project.git("fsck", "--no-dangling")
        self.project.remote_git("fsck", "--no-dangling")
        with scratch_clone(self.project.remote, self.project.tip()) as published:
            lost = {MINOR, "2.14"} - load_versions(published).keys()
            self.damage += [f"{name} is lost" for name in lost]
            try:
                verify(published)
            except PublishError as error:
                self.damage.append(str(error))

    def report(self, name: str, outcomes: Counter[str]) -> None:
        """Print a row of the table."""
        self.is_damaged |= bool(self.damage)
        listed = ", ".join(f"{text}: {count}" for text, count in outcomes.items())
        lost = "; ".join(dict.fromkeys(self.damage)) or "nothing"
        print(f"| {name} | {outcomes.total()} | {listed} | {lost} |", flush=True)
        self.damage.clear()

    def kill(self, number: int) -> None:
        """End publishes at moments spread over a whole one, and over the push."""
        self.edit()
        started = time.monotonic()
        self.project.publish(THIS)
        needed = time.monotonic() - started
        outcomes: Counter[str] = Counter()
        for count in range(number):
            self.edit()
            before = self.project.tip()
            process = self.project.start(*PUBLISH, THIS)
            moment = self.random.uniform(0, needed)
            if count % 3 == 0:  # While it pushes.
                any(line.startswith("Verified") for line in output_of(process))
                moment /= 20
            time.sleep(moment)
            running = [psutil.Process(process.pid)]
            # The process alone, with all that it has started, and by a request.
            if count % 5 in (1, 3):
                with suppress(psutil.NoSuchProcess):
                    running += running[0].children(recursive=True)
            for each in running:
                with suppress(psutil.NoSuchProcess):
                    each.terminate() if count % 5 == 4 else each.kill()
            output = process.communicate()[0]
            has_moved = self.project.tip() != before
            if "Nothing was" in output if has_moved else "Published:" in output:
                self.damage.append(f"this is not true: {output}")
            name = "had ended" if process.returncode == 0 else "ended early"
            outcomes[f"{name}, {'published' if has_moved else 'as it was'}"] += 1
            self.inspect()
        self.report("killed", outcomes)
        self.edit()
        self.project.publish(THIS)
        self.inspect()
        self.report("retry", Counter(["published"]))

    def collide(self, number: int) -> None:
        """Start two publishes at once, from two clones and from one in turn."""
        outcomes: Counter[str] = Counter()
        for count in range(number):
            self.edit()
            base, other = self.project.tip(), self.project
            if count % 2:
                other = Project(self.folder / f"clone{count}", self.project.remote)
                shutil.copytree(self.project.root, other.root, symlinks=True)
            pair = self.project.start(*PUBLISH, THIS), other.start(*PUBLISH, self.old)
            outputs = [each.communicate(timeout=600)[0] for each in pair]
            won = [each.returncode for each in pair].count(0)
            reported = sum("Someone else published" in output for output in outputs)
            outcomes[f"{won} published, {reported} told"] += 1
            new = self.project.remote_git("rev-list", "--count", f"{base}..gh-pages")
            if not won or int(new) != won or won + reported != 2:
                self.damage.append(f"{new} commits: {outputs}")
            other.git("fsck", "--no-dangling")
            self.inspect()
        self.report("two publishers at once", outcomes)

    def refuse(self) -> None:
        """Publish to a remote or from a disk that takes nothing."""
        self.edit()
        hook = self.project.hook("pre-receive", "echo read-only >&2\nexit 1")
        self.fail("read-only remote", "did not take the push")
        hook.unlink()
        disk = self.folder / "disk"
        disk.mkdir()
        mount = ["mount", "-t", "tmpfs", "-o", "size=2M", "tmpfs", str(disk)]
        if subprocess.run(mount, capture_output=True).returncode:
            self.report("full disk", Counter(["not mounted: only root can"]))
        else:
            self.fail("full disk", "Nothing was published.", TMPDIR=str(disk))
            subprocess.run(["umount", disk], check=True)  # noqa: S607
        with socket.create_server(("127.0.0.1", 0)) as server:
            address = f"git://127.0.0.1:{server.getsockname()[1]}/x"
            self.project.git("remote", "set-url", "origin", address)
            with self.project.start(*PUBLISH, THIS) as process:
                server.accept()
                process.send_signal(signal.SIGTERM)
                output = process.communicate(timeout=60)[0].strip()
        if "Nothing was published." not in output:
            self.damage.append(output)
        self.report("silent remote, interrupted", Counter(["told"]))
        self.fail("remote that is gone", "does not answer")
        self.project.git("remote", "set-url", "origin", self.project.remote)

    def fail(self, name: str, message: str, **variables: str) -> None:
        """Publish twice what has to fail with a message, and change nothing."""
        before = self.project.tip()
        for _ in range(2):
            output = self.project.publish(THIS, fails=True, **variables)
            if message not in output or "Nothing was" not in output:
                self.damage.append(f"it was not told: {output}")
        if self.project.tip() != before:
            self.damage.append("the branch has moved")
        self.inspect()
        self.report(name, Counter({"refused, told": 2}))


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
        stress.refuse()
        stress.kill(options.kills)
        stress.collide(options.pairs)
    sys.exit(stress.is_damaged)


if __name__ == "__main__":
    main()
