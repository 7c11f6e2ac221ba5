"""A push arrives, is refused, or is said to be unknown, and nothing is lost.

`python -m tests.publish.stress` kills, collides and starves whole publishes.
"""

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from docs._engine.publish.remote import OutcomeUnknownError, PublishError, push
from tests.publish.project import PUBLISH, THIS, Project, output_of

RETIRE = "--retire", "2.14"
"""A publish of a small change, which takes a second."""
ANOTHER = """unset GIT_QUARANTINE_PATH
new=$(git commit-tree "refs/heads/gh-pages^{tree}" -p refs/heads/gh-pages -m another)
git update-ref refs/heads/gh-pages $new
"""
"""A hook of the remote that publishes something else."""


def test_two_publishers_from_one_clone(project: Project):
    """One wins whole, the other is told; its next try adds to the first."""
    project.commit(l2="# L2\n\n## Strength\n\nAnother text.\n")
    with project.start(*PUBLISH, THIS) as slow:
        assert "building" in output_of(slow).readline()
        slow.send_signal(signal.SIGSTOP)
        project.publish(*RETIRE)
        won = project.tip()
        slow.send_signal(signal.SIGCONT)
        output = output_of(slow).read()
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
            assert process.poll() is None, output_of(process).read()
        process.send_signal(signal.SIGTERM)
        process.wait(60)
        go.touch()
        output = output_of(process).read()
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
    "hook", ["", ANOTHER, "kill -9 $PPID", f"{ANOTHER}kill -9 $PPID"]
)
def test_push_that_arrived(project: Project, target: tuple, hook: str):
    """Heard or not, with the next publish on top or not: what the remote has counts."""
    project.hook("post-update", hook)
    push(*target)
    history = project.remote_git("rev-list", "gh-pages")
    assert target[2] in history.split()


@pytest.mark.parametrize(
    ("hook", "message"),
    [
        ("echo this host is read-only >&2\nexit 1", r"did not take [^$]*read-only"),
        (ANOTHER, "Someone else published to gh-pages meanwhile"),
    ],
)
def test_push_that_is_refused(project: Project, target: tuple, hook: str, message: str):
    """The reason of git is shown, and nothing of another publisher is lost."""
    file = project.hook("pre-receive", hook)
    with pytest.raises(PublishError, match=message):
        push(*target)
    file.unlink()
    message = project.remote_git("log", "-1", "--format=%s", "gh-pages")
    if hook == ANOTHER:
        assert message == "another"
    else:
        push(*target)


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
