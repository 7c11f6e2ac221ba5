"""Publishes that are killed, collide and fail, by the dozen: a table of what was left.

    python -m tests.publish.stress [--kills 50] [--pairs 20] [--seed 0]

Half of the pairs build; the others make a small change, so that they meet more often.
A full disk is one of two megabytes in memory, which only root can mount.
"""

import argparse
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing, suppress
from pathlib import Path

import psutil

from docs._engine.publish import versions
from docs._engine.publish.tree import Branch
from docs._engine.publish.verify import problems
from tests.publish.conftest import OLD
from tests.publish.project import MINOR, Project, create, environment, variables

THIS = f"{MINOR}={sys.executable}"
FULL = 2_000_000
"""Bytes of the disk that is full."""


class Storm:
    """A project, and what happened to it."""

    def __init__(self, folder: Path, seed: int):
        self.folder, self.random = folder, random.Random(seed)  # noqa: S311
        self.project = create(folder)
        self.project.passed()
        self.project.passed(OLD)
        self.old = f"2.14={environment(folder, OLD)}"
        result = self.project.publish(self.old, THIS)
        assert result.returncode == 0, result.stdout
        self.expected = {MINOR, "2.14"}
        self.rows: list[tuple[str, int, str, str]] = []
        self.written = 0

    def edit(self) -> None:
        """Commit another text, and record a run of it."""
        self.written += 1
        text = f"# L2\n\n## Strength\n\nText number {self.written}.\n"
        self.project.commit(l2=text)
        self.project.passed()
        self.project.passed(OLD)

    def start(self, project: Project, *arguments: str, **options) -> subprocess.Popen:
        """Start to publish; a single number stands for a small change."""
        command = project.command(*arguments)
        if arguments[0].isdigit():
            command = [sys.executable, "-m", "tests.publish.fast_publish", *arguments]
        return subprocess.Popen(
            command,
            cwd=project.root,
            env=variables(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            **options,
        )

    def wrong(self, *projects: Project) -> list[str]:
        """Return what is wrong with the repositories and with what is published."""
        found = []
        for project in projects or [self.project]:
            for folder in project.root, project.remote:
                try:
                    project.git("fsck", "--no-dangling", folder=folder)
                except AssertionError as error:
                    found.append(f"fsck: {error}")
            for folder, tip in (
                (project.remote, project.tip()),
                (project.root, project.local()),
            ):
                if tip:
                    with closing(Branch(folder, tip)) as tree:
                        found += problems(tree, self.folder / "kept")
                        names = {each.name for each in versions.published(tree)}
                    if folder == project.remote and names != self.expected:
                        found.append(f"{names} are listed, not {self.expected}")
        return found

    def kills(self, number: int) -> None:
        """Kill publishes with -9, at moments spread over the time that one takes."""
        self.edit()
        started = time.monotonic()
        code = self.start(self.project, THIS).wait(300)
        needed = time.monotonic() - started
        assert code == 0
        seen, wrong = Counter(), []
        for count in range(number):
            self.edit()
            before, local = self.project.tip(), self.project.local()
            process = self.start(self.project, THIS, start_new_session=True)
            # Every third while it verifies, pushes, and moves the local branch.
            least = 0 if count % 3 else 0.8
            time.sleep(self.random.uniform(least, 1.05 if least else 1) * needed)
            running = psutil.Process(process.pid)
            # In turn the process alone, and with all that it has started.
            family = running.children(recursive=True) if count % 2 else []
            for each in [running, *family]:
                with suppress(psutil.NoSuchProcess):
                    each.kill()
            process.communicate()
            after = self.project.tip()
            ended = process.returncode == 0
            seen["was done" if ended else "before" if after == before else "after"] += 1
            if self.project.local() not in (local, after):
                wrong.append("the local branch is elsewhere")
            wrong += self.wrong()
        self.row("killed with -9", number, seen, wrong)
        self.edit()
        result = self.project.publish(THIS)
        left = list((self.project.root / ".cache" / "publish").glob("workshop-*"))
        said = "published" if result.returncode == 0 and not left else result.stdout
        self.row("a publish after that", 1, Counter([said]), self.wrong())

    def pairs(self, number: int) -> None:
        """Start two publishes from two clones at once."""
        other = self.project.clone(self.folder / "other")
        seen, wrong = Counter(), []
        for count in range(number):
            asked = [str(2 * count + 1)], [str(2 * count + 2)]
            if count % 2:
                self.edit()
                other.git("fetch", "-q", str(self.project.root), "main")
                other.git("reset", "-q", "--hard", "FETCH_HEAD")
                other.passed()
                other.passed(OLD)
                asked = [THIS], [self.old]
            base = self.project.tip()
            both = [
                self.start(project, *each)
                for project, each in zip((self.project, other), asked, strict=True)
            ]
            outputs = [process.communicate(timeout=300)[0] for process in both]
            codes = [process.returncode for process in both]
            if not count % 2:
                names = [f"0.{each[0]}" for each in asked]
                self.expected |= {
                    name for name, code in zip(names, codes, strict=True) if code == 0
                }
            commits = self.project.git(
                "rev-list", "--count", f"{base}..gh-pages", folder=other.remote
            )
            told = all(
                code == 0 or "Someone else published" in output
                for code, output in zip(codes, outputs, strict=True)
            )
            won = codes.count(0)
            seen[
                "one won, one was told" if won == 1 else f"{won} one after another"
            ] += 1
            if not told or int(commits) != won:
                wrong.append(f"{commits} commits, codes {codes}: {outputs}")
            wrong += self.wrong(self.project, other)
        self.row("two publishers at once", number, seen, wrong)

    def refusals(self) -> None:
        """A full disk, a read-only remote, one that has moved, one that is away."""
        self.edit()
        hook = self.project.remote / "hooks" / "pre-receive"
        hook.parent.mkdir(exist_ok=True)
        hook.write_text("#!/bin/sh\necho read-only >&2\nexit 1\n", "utf-8")
        hook.chmod(0o755)
        self.failing("read-only remote", "did not take the push")
        hook.unlink()
        self.full_disk()
        url = str(self.project.remote)
        self.project.git("remote", "set-url", "origin", f"{url}.gone")
        self.failing("remote that does not answer", "does not answer")
        self.project.git("remote", "set-url", "origin", url)
        local = self.project.local()
        own = self.project.git(
            "commit-tree", f"{local}^{{tree}}", "-p", local, "-m", "x"
        )
        self.project.git("update-ref", "refs/heads/gh-pages", own)
        other = self.project.git(
            "commit-tree", f"{local}^{{tree}}", "-p", local, "-m", "y"
        )
        self.project.git("push", "-q", "origin", f"{other}:refs/heads/gh-pages")
        result = self.project.publish(THIS)
        kept = self.project.local() == own
        said = "published; the local branch was left, and named"
        told = "commits that are not published" in result.stdout
        if result.returncode or not kept or not told:
            said = result.stdout
        self.row("diverged: both sides have commits", 1, Counter([said]), self.wrong())

    def full_disk(self) -> None:
        """Let the folder of workshops be on a disk that is full."""
        place = self.project.root / ".cache" / "publish"
        mounted = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", f"size={FULL}", "tmpfs", place],  # noqa: S607
            capture_output=True,
        )
        if mounted.returncode:
            self.row("full disk", 0, Counter(["not mounted: only root can"]), [])
            return
        try:
            self.failing("full disk, workshop", "No space left")
        finally:
            subprocess.run(["umount", place], check=True)  # noqa: S607

    def failing(self, name: str, message: str) -> None:
        """Publish twice what has to fail with a message, and change nothing."""
        before = self.project.tip(), self.project.local()
        wrong, seen = [], Counter()
        for _ in range(2):
            result = self.project.publish(THIS)
            told = result.returncode and "Nothing was published." in result.stdout
            seen[
                "refused, told" if told and message in result.stdout else result.stdout
            ] += 1
            if (self.project.tip(), self.project.local()) != before:
                wrong.append("a branch has moved")
        self.row(name, 2, seen, wrong + self.wrong())

    def row(self, name: str, number: int, seen: Counter, wrong: list[str]) -> None:
        """Add a row to the table, and show it."""
        said = ", ".join(f"{text}: {count}" for text, count in sorted(seen.items()))
        left = "; ".join(dict.fromkeys(wrong)) or "nothing"
        print(f"| {name} | {number} | {said} | {left} |", flush=True)


def main() -> None:
    """Let it storm."""
    parser = argparse.ArgumentParser(
        "python -m tests.publish.stress", description=__doc__
    )
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--pairs", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        storm = Storm(Path(folder), arguments.seed)
        print("| What happened | Times | What was seen | Lost or half-written |")
        print("|---|---:|---|---|", flush=True)
        storm.refusals()
        storm.kills(arguments.kills)
        storm.pairs(arguments.pairs)


if __name__ == "__main__":
    main()
