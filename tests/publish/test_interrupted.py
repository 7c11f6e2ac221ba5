"""Whatever happens to a publish, the branch is as it was or whole; a retry works."""

import resource
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.publish.project import MINOR, Project, variables


def heed_interrupts() -> None:
    """Undo what a shell does to a command in the background: it ignores Ctrl-C."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Light:
    """A publish of a small change, of which the test decides how far it goes."""

    def __init__(self, project: Project, name: str, waits: Path | None, **options):
        self.waits = waits
        command = [sys.executable, "-m", "tests.publish.fast_publish", name]
        self.process = subprocess.Popen(
            [*command, str(waits)] if waits else command,
            cwd=project.root,
            env=variables(),
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            **{"preexec_fn": heed_interrupts, **options},
        )
        self.output = ""

    def reach(self, point: str) -> None:
        """Wait until it stops at a point; it goes on from those before."""
        for line in self.process.stdout:
            self.output += line
            if line.strip() == f"at {point}":
                return
            if line.startswith("at "):
                self.go(line.split()[1])
        raise AssertionError(self.output)

    def go(self, point: str) -> None:
        """Let it go on from a point."""
        Path(f"{self.waits}.{point}").touch()

    def end(self) -> tuple[int, str]:
        """Let it go on to its end, and return its exit code and what it printed."""
        for point in "change", "push", "pushed":
            self.go(point) if self.waits else None
        rest, _ = self.process.communicate(timeout=120)
        return self.process.returncode, self.output + rest


def light(project: Project, name: str, **options) -> tuple[int, str]:
    """Publish a small change and return the exit code and what was printed."""
    return Light(project, name, None, **options).end()


def assert_whole(project: Project) -> None:
    """Both repositories are sound, and what is published is whole."""
    for folder in project.root, project.remote:
        project.git("fsck", "--no-dangling", folder=folder)
    result = project.publish("--verify")
    assert result.returncode == 0, result.stdout


def names(project: Project) -> set[str]:
    """Return the published versions."""
    lines = project.publish("--list").stdout.splitlines()[1:]
    return {line.split()[0] for line in lines}


@pytest.mark.parametrize(
    ("number", "point"),
    [
        (signal.SIGKILL, "change"),
        (signal.SIGKILL, "push"),
        (signal.SIGKILL, "pushed"),
        (signal.SIGTERM, "change"),
        (signal.SIGINT, "push"),
    ],
)
def test_ended_at_a_point(project: Project, tmp_path: Path, number: int, point: str):
    """Before the push nothing has changed, after it everything; the next one works."""
    tip, local = project.tip(), project.local()
    publish = Light(project, "1", tmp_path / "wait")
    publish.reach(point)
    publish.process.send_signal(number)
    code, output = publish.process.wait(60), publish.process.stdout.read()
    assert code != 0
    if point == "pushed":
        assert project.tip() != tip
    else:
        assert (project.tip(), project.local()) == (tip, local)
        if number != signal.SIGKILL:
            assert "Interrupted. Nothing was published. Run it again." in output
    folder = project.root / ".cache" / "publish"
    left = number == signal.SIGKILL and point == "change"
    assert len(list(folder.glob("workshop-*"))) == left
    code, output = light(project, "2")
    assert code == 0, output
    assert project.local() == project.tip()
    assert list(folder.glob("workshop-*")) == []
    arrived = {"0.1"} if point == "pushed" else set()
    assert names(project) == {MINOR, "2.14", "0.2"} | arrived
    assert_whole(project)


def test_two_publishers_from_two_clones(project: Project, tmp_path: Path):
    """One wins whole, the other is told; its next try adds to the first."""
    other = project.clone(tmp_path / "other")
    slow = Light(other, "1", tmp_path / "wait")
    slow.reach("push")
    code, output = light(project, "2")
    assert code == 0, output
    won = project.tip()
    code, output = slow.end()
    assert code != 0
    assert "Someone else published to gh-pages meanwhile" in output
    assert "Run this again." in output
    assert "Nothing was published." in output
    assert project.tip() == won
    assert other.local() == ""
    code, output = light(other, "1")
    assert code == 0, output
    assert names(project) == {MINOR, "2.14", "0.1", "0.2"}
    assert_whole(project)


def test_two_publishers_from_one_clone(project: Project, tmp_path: Path):
    """The second is told who publishes, and does not touch what the first made."""
    first = Light(project, "1", tmp_path / "wait")
    first.reach("change")
    code, output = light(project, "2")
    assert code != 0
    assert f"Process {first.process.pid} (since " in output
    assert "publishes from this clone. Wait until it is done" in output
    code, output = first.end()
    assert code == 0, output
    assert names(project) == {MINOR, "2.14", "0.1"}


def test_read_only_remote(project: Project):
    """Nothing is pushed, git's reason is shown, and a retry publishes."""
    hook = project.remote / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho this host is read-only >&2\nexit 1\n", "utf-8")
    hook.chmod(0o755)
    tip, local = project.tip(), project.local()
    for _ in range(2):
        code, output = light(project, "1")
        assert code != 0
        assert "origin did not take the push" in output
        assert "this host is read-only" in output
        assert (project.tip(), project.local()) == (tip, local)
    hook.unlink()
    code, output = light(project, "1")
    assert code == 0, output
    assert "Published" in output
    assert names(project) == {MINOR, "2.14", "0.1"}


def test_remote_that_does_not_answer(project: Project):
    """It is said before anything is built."""
    project.git("remote", "set-url", "origin", str(project.root / "gone.git"))
    code, output = light(project, "1")
    assert code != 0
    assert "origin does not answer" in output
    assert "at change" not in output


def test_local_branch_with_commits_of_its_own(project: Project):
    """What the remote has counts; the local branch is left, and named."""
    local = project.git("commit-tree", "gh-pages^{tree}", "-p", "gh-pages", "-m", "x")
    project.git("update-ref", "refs/heads/gh-pages", local)
    code, output = light(project, "1")
    assert code == 0, output
    assert "Your branch gh-pages has commits that are not published" in output
    assert project.local() == local
    assert names(project) == {MINOR, "2.14", "0.1"}


def test_remote_that_was_replaced(project: Project):
    """Another history at the remote is what is published, and built upon."""
    other = project.git("commit-tree", "gh-pages^{tree}", "-m", "another history")
    project.git("push", "-q", "--force", "origin", f"{other}:refs/heads/gh-pages")
    local = project.local()
    code, output = light(project, "1")
    assert code == 0, output
    assert project.git("rev-parse", "gh-pages^", folder=project.remote) == other
    assert project.local() == local


def test_branch_that_is_checked_out(project: Project, tmp_path: Path):
    """It is not moved under somebody's working tree."""
    project.git("worktree", "add", "-q", str(tmp_path / "pages"), "gh-pages")
    local = project.local()
    code, output = light(project, "1")
    assert code == 0, output
    assert "is checked out; it was left as it is" in output
    assert project.local() == local


def test_disk_that_is_full(project: Project, tmp_path: Path):
    """No file gets larger than a limit: what cannot be written is not published."""
    tip, local = project.tip(), project.local()

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))

    code, output = light(project, "1", preexec_fn=limit)
    assert code != 0
    assert "git checkout ended with -25." in output
    assert "Nothing was published." in output
    assert (project.tip(), project.local()) == (tip, local)
    code, output = light(project, "1")
    assert code == 0, output
    assert_whole(project)


def test_what_others_left_is_not_removed(project: Project, tmp_path: Path):
    """Only what no process uses any more: the lock says so."""
    first = Light(project, "1", tmp_path / "wait")
    first.reach("change")
    folder = project.root / ".cache" / "publish"
    place = next(folder.glob("workshop-*"))
    light(project, "2")
    assert place.is_dir()
    assert first.end()[0] == 0


def test_push_that_arrived_unheard(project: Project, tmp_path: Path):
    """The connection breaks after the remote has taken it: what it has counts."""
    hook = project.remote / "hooks" / "post-update"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nkill -9 $PPID\n", "utf-8")
    hook.chmod(0o755)
    code, output = light(project, "1")
    assert code == 0, output
    assert names(project) == {MINOR, "2.14", "0.1"}
