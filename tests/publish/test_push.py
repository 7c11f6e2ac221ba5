"""A push arrives, is refused, or is said to be unknown, and nothing is lost.

`python -m tests.publish.stress` kills, collides and starves whole publishes.
"""

import signal
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

import pytest

from docs._engine.publish.remote import OutcomeUnknownError, PublishError, push
from tests.publish.project import PUBLISH, THIS, Project

RETIRE = "--retire", "2.14"
"""A publish of a small change, which takes a second."""
ANOTHER = """unset GIT_QUARANTINE_PATH
export GIT_AUTHOR_NAME=A GIT_AUTHOR_EMAIL=a GIT_COMMITTER_NAME=A GIT_COMMITTER_EMAIL=a
new=$(git commit-tree "refs/heads/gh-pages^{tree}" -p refs/heads/gh-pages -m another)
git update-ref refs/heads/gh-pages $new
"""
"""A hook of the remote that publishes something else."""


@pytest.mark.slow
def test_two_publishers_from_one_clone(project: Project):
    """One wins whole, the other is told; its next try adds to the first."""
    project.commit(l2="# L2\n\n## Strength\n\nAnother text.\n")
    with project.start(*PUBLISH, THIS) as slow:
        assert "building" in slow.stdout.readline()
        slow.send_signal(signal.SIGSTOP)
        project.publish(*RETIRE)
        won = project.tip()
        slow.send_signal(signal.SIGCONT)
        output = slow.stdout.read()
    assert "Someone else published to gh-pages meanwhile" in output
    assert "Nothing was published." in output
    assert project.tip() == won
    project.publish(THIS)
    assert "Another text" in project.text("latest/l2/index.html")
    old = project.remote_git("rev-parse", "gh-pages^", f"{won}:2.14", "gh-pages:2.14")
    parent, before, after = old.split()
    assert (parent, before) == (won, after)


def test_ended_while_it_pushes(project: Project, tmp_path: Path):
    """The remote may take it yet; it is not said that nothing was published."""
    reached, go = tmp_path / "reached", tmp_path / "go"
    wait = f"touch {reached}; while [ ! -e {go} ]; do sleep 0.05; done"
    hook = project.hook("pre-receive", wait)
    with project.start(*PUBLISH, *RETIRE) as process:
        while not reached.exists():
            assert process.poll() is None, process.stdout.read()
        process.send_signal(signal.SIGTERM)
        process.wait(60)
        go.touch()
        output = process.stdout.read()
    assert process.returncode != 0
    assert "it is not known whether origin takes it: interrupted" in output
    assert "othing was published" not in output
    hook.unlink()
    project.publish("--verify")


def test_branches_of_the_clone_are_left_alone(project: Project):
    """A gh-pages of its own, too: what the remote has counts, even if replaced."""
    project.git("fetch", "-q", "origin", "gh-pages")
    own, other = (
        project.git("commit-tree", "FETCH_HEAD^{tree}", "-m", text) for text in "ab"
    )
    project.git("update-ref", "refs/heads/gh-pages", own)
    project.git("push", "-q", "--force", "origin", f"{other}:refs/heads/gh-pages")
    project.publish(*RETIRE)
    assert project.git("rev-parse", "refs/heads/gh-pages") == own
    assert project.remote_git("rev-parse", "gh-pages^") == other


@pytest.fixture
def target(project: Project) -> tuple[Path, str, str]:
    """The clone that pushes, the published commit, and one to be pushed."""
    project.git("fetch", "-q", "origin", "gh-pages")
    base = project.tip()
    new = project.git("commit-tree", f"{base}^{{tree}}", "-p", base, "-m", "new")
    return project.root, base, new


@pytest.mark.parametrize(
    ("script", "error", "subjects"),
    [
        ("", "", ["new"]),
        (ANOTHER, "", ["another", "new"]),
        ("kill -9 $PPID", "", ["new"]),
        (f"{ANOTHER}kill -9 $PPID", "", ["another", "new"]),
        ("echo read-only >&2\nexit 1", "did not take [^$]*read-only", []),
        (ANOTHER, "Someone else published to gh-pages meanwhile", ["another"]),
    ],
)
def test_push_arrives_or_is_refused(
    project: Project, target: tuple, script: str, error: str, subjects: list[str]
):
    """What the remote has counts, whatever git heard; nothing of others is lost."""
    project.hook("pre-receive" if error else "post-update", script)
    with pytest.raises(PublishError, match=error) if error else nullcontext():
        push(*target)
    log = project.remote_git("log", "--format=%s", f"{target[1]}..gh-pages")
    assert log.split() == subjects


def test_remote_that_falls_silent_after_the_push(project: Project, target: tuple):
    """It is said that the outcome is unknown, and how to learn it."""
    project.hook("post-update", 'mv "$PWD" "$PWD.gone"\nkill -9 $PPID')
    with pytest.raises(OutcomeUnknownError, match="Look with --list"):
        push(*target)


@pytest.mark.slow
def test_whole_publishes_under_stress():
    """Killed, at once, on a full disk, to a read-only and a silent remote."""
    command = [sys.executable, "-m", "tests.publish.stress", "--kills=5", "--pairs=2"]
    result = subprocess.run(command, capture_output=True, text=True)
    assert result.returncode == 0, result.stdout + result.stderr
