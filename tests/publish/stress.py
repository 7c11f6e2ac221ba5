"""Stress test: publishes that are killed, collide and fail; a table of what was left.

    python -m tests.publish.stress [--kills 50] [--pairs 20] [--seed 0]

A full disk is one in memory, which only root can mount.
"""

import argparse
import os
import random
import signal
import socket
import subprocess
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

from docs._engine.publish.staging import MIN_FREE_BYTES, staging_clone
from docs._engine.publish.verify import find_problems
from docs._engine.publish.versions import load_versions
from tests.publish.project import (
    MINOR,
    THIS,
    Project,
    create,
    fake_environment,
    output_of,
    variables,
)

DISK_BYTES = MIN_FREE_BYTES + 2_000_000
READ_ONLY = "echo read-only >&2\nexit 1"


class Stress:
    """A published project, and what happens to it."""

    def __init__(self, folder: Path, seed: int):
        self.folder, self.random = folder, random.Random(seed)  # noqa: S311
        self.project = create(folder)
        self.old = f"2.14={fake_environment(folder)}"
        self.edits = 0
        code, output = self.project.publish(self.old, THIS)
        assert code == 0, output

    def edit(self) -> None:
        """Commit another text, whose tests passed."""
        self.edits += 1
        self.project.commit(l2=f"# L2\n\n## Strength\n\nText number {self.edits}.\n")

    def find_damage(self, *projects: Project) -> list[str]:
        """Return what is wrong with the repositories and with what is published."""
        damage = []
        for folder in {p for each in projects for p in (each.root, each.remote)}:
            try:
                self.project.git("fsck", "--no-dangling", folder=folder)
            except AssertionError as error:
                damage.append(f"fsck: {error}")
        with staging_clone(self.project.remote, self.project.tip()) as published:
            names = {version.name for version in load_versions(published)}
            damage += find_problems(published)
        if names != {MINOR, "2.14"}:
            damage.append(f"only {names} are listed")
        return damage

    def kill(self, number: int) -> None:
        """Kill publishes with -9, at moments spread over the time that one takes."""
        self.edit()
        started = time.monotonic()
        code, output = self.project.publish(THIS)
        assert code == 0, output
        needed = time.monotonic() - started
        outcomes: Counter[str] = Counter()
        damage: list[str] = []
        for count in range(number):
            self.edit()
            before = self.project.tip()
            process = self.project.start(THIS)
            # Every third while it verifies and pushes.
            least = 0 if count % 3 else 0.7
            time.sleep(self.random.uniform(least, 1.05 if least else 1) * needed)
            running = psutil.Process(process.pid)
            # In turn the process alone, and with all that it has started.
            children = running.children(recursive=True) if count % 2 else []
            for each in [running, *children]:
                with suppress(psutil.NoSuchProcess):
                    each.kill()
            process.communicate()
            has_ended, has_moved = process.returncode == 0, self.project.tip() != before
            if has_ended:
                outcomes["had ended"] += 1
            else:
                outcomes["published" if has_moved else "as it was"] += 1
            if has_ended and not has_moved:
                damage.append("it ended, and published nothing")
            damage += self.find_damage(self.project)
        report("killed with -9", outcomes, damage)
        self.edit()
        code, output = self.project.publish(THIS)
        outcome = output if code else "published"
        report(
            "a publish after that", Counter([outcome]), self.find_damage(self.project)
        )

    def collide(self, number: int) -> None:
        """Start two publishes from two clones at once."""
        other = Project(self.folder / "other" / "clone", self.project.remote)
        self.project.git("clone", "-q", self.project.root, other.root)
        other.git("remote", "set-url", "origin", other.remote)
        outcomes: Counter[str] = Counter()
        damage: list[str] = []
        for _ in range(number):
            self.edit()
            other.git("fetch", "-q", self.project.root, "main")
            other.git("reset", "-q", "--hard", "FETCH_HEAD")
            other.commit()
            base = self.project.tip()
            processes = self.project.start(THIS), other.start(self.old)
            outputs = [each.communicate(timeout=300)[0] for each in processes]
            codes = [each.returncode for each in processes]
            wins = codes.count(0)
            names = {1: "one published, one was told", 2: "one after the other"}
            outcomes[names.get(wins, "none published")] += 1
            are_told = all(
                code == 0 or "Someone else published" in output
                for code, output in zip(codes, outputs, strict=True)
            )
            new = ["rev-list", "--count", f"{base}..gh-pages"]
            commits = self.project.git(*new, folder=other.remote)
            if not wins or int(commits) != wins or not are_told:
                damage.append(f"{commits} commits, exit codes {codes}: {outputs}")
            damage += self.find_damage(self.project, other)
        report("two publishers at once", outcomes, damage)

    def refuse(self) -> None:
        """Publish to a remote or from a disk that takes nothing."""
        self.edit()
        hook = self.project.hook("pre-receive", READ_ONLY)
        self.fail("read-only remote", "did not take the push")
        hook.unlink()
        with small_disk(self.folder / "disk") as disk:
            if disk:
                self.fill(disk)
                self.fail("full disk", "Make room", TMPDIR=str(disk))
            else:
                report("full disk", Counter(["not mounted: only root can"]), [])
        self.project.git("remote", "set-url", "origin", self.folder / "gone")
        self.fail("remote that is gone", "does not answer")
        with socket.create_server(("127.0.0.1", 0)) as server:
            address = f"git://127.0.0.1:{server.getsockname()[1]}/x"
            self.project.git("remote", "set-url", "origin", address)
            before = self.project.tip()
            with self.project.start(THIS) as process:
                server.accept()
                process.send_signal(signal.SIGTERM)
                output = process.communicate(timeout=60)[0]
        is_told = "Interrupted. Nothing was published." in output
        outcome = "interrupted, told" if is_told else output
        self.project.git("remote", "set-url", "origin", self.project.remote)
        damage = self.find_damage(self.project)
        if self.project.tip() != before:
            damage.append("the branch has moved")
        report("silent remote, ended by the user", Counter([outcome]), damage)

    def fill(self, disk: Path) -> None:
        """Fill a disk while a publish builds on it."""
        before = self.project.tip()
        with self.project.start(THIS, env=variables(TMPDIR=str(disk))) as process:
            output = output_of(process).readline()
            with suppress(OSError), (disk / "filler").open("wb", buffering=0) as file:
                while file.write(b"x" * 65536):
                    pass
            output += process.communicate(timeout=300)[0]
        is_told = "Nothing was published." in output
        damage = ["the branch has moved"] if self.project.tip() != before else []
        outcome = Counter(["refused, told" if is_told else output])
        report("disk that fills up", outcome, damage + self.find_damage(self.project))

    def fail(self, name: str, message: str, **others: str) -> None:
        """Publish twice what has to fail with a message, and change nothing."""
        before = self.project.tip()
        outcomes: Counter[str] = Counter()
        damage: list[str] = []
        for _ in range(2):
            code, output = self.project.publish(THIS, env=variables(**others))
            is_told = code and message in output and "Nothing was published." in output
            outcomes["refused, told" if is_told else output] += 1
        if self.project.tip() != before:
            damage.append("the branch has moved")
        report(name, outcomes, damage + self.find_damage(self.project))


@contextmanager
def small_disk(folder: Path) -> Iterator[Path | None]:
    """Give a disk with room for a scratch clone; None where it cannot be mounted."""
    folder.mkdir()
    size = f"size={DISK_BYTES}"
    command = ["mount", "-t", "tmpfs", "-o", size, "tmpfs", str(folder)]
    if subprocess.run(command, capture_output=True).returncode:
        yield None
        return
    try:
        yield folder
    finally:
        subprocess.run(["umount", folder], check=True)  # noqa: S607


def report(name: str, outcomes: Counter[str], damage: list[str]) -> None:
    """Print a row of the table."""
    listed = ", ".join(f"{text}: {count}" for text, count in sorted(outcomes.items()))
    lost = "; ".join(dict.fromkeys(damage)) or "nothing"
    print(f"| {name} | {outcomes.total()} | {listed} | {lost} |", flush=True)


def main() -> None:
    """Run the stress test."""
    parser = argparse.ArgumentParser(
        "python -m tests.publish.stress", description=__doc__
    )
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--pairs", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        # A publish that is killed leaves its scratch clone there.
        os.environ["TMPDIR"] = folder
        stress = Stress(Path(folder), options.seed)
        print("| Event | Times | Outcome | Lost or half-written |")
        print("|---|---:|---|---|", flush=True)
        stress.refuse()
        stress.kill(options.kills)
        stress.collide(options.pairs)


if __name__ == "__main__":
    main()
