"""Whatever happens to a publish, the branch is as it was or whole; a retry works.

`python -m tests.publish.stress` does the same by the dozen, at random moments.
"""

import resource
import signal
import socket
from pathlib import Path

import pytest

from docs._engine.publish.errors import OutcomeUnknownError, PublishError
from docs._engine.publish.remote import Target, push
from tests.publish.project import THIS, Project, output_of

RETIRE = "--retire", "2.14"
"""A publish of a small change, which takes a second."""
ANOTHER = """
new=$(git commit-tree "refs/heads/gh-pages^{tree}" -p refs/heads/gh-pages -m another)
git update-ref refs/heads/gh-pages $new
"""
"""A hook of the remote that publishes something else."""


def assert_retry_works(project: Project) -> None:
    """The remote is sound and whole, and takes the next publish."""
    project.git("fsck", "--no-dangling", folder=project.remote)
    code, output = project.publish(*RETIRE)
    assert code == 0, output
    code, output = project.publish("--verify")
    assert code == 0, output


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_killed_while_it_builds(project: Project, number: int):
    """Nothing has changed."""
    tip = project.tip()
    with project.start(THIS) as process:
        assert "building" in output_of(process).readline()
        process.send_signal(number)
        output = output_of(process).read()
    assert process.returncode != 0
    if number == signal.SIGTERM:
        assert "Interrupted. Nothing was published. Run it again." in output
    assert project.tip() == tip
    assert_retry_works(project)


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_killed_while_it_pushes(project: Project, tmp_path: Path, number: int):
    """The remote may take it or not; it is not said that nothing was published."""
    reached, go = tmp_path / "reached", tmp_path / "go"
    wait = f"touch {reached}; while [ ! -e {go} ]; do sleep 0.05; done"
    hook = project.hook("pre-receive", wait)
    with project.start(*RETIRE) as process:
        while not reached.exists():
            assert process.poll() is None, output_of(process).read()
        process.send_signal(number)
        process.wait(60)
        go.touch()
        output = output_of(process).read()
    assert process.returncode != 0
    if number == signal.SIGTERM:
        assert "Interrupted during the push." in output
    assert "Nothing was published" not in output
    hook.unlink()
    project.git("fsck", "--no-dangling", folder=project.remote)
    assert project.publish("--verify")[0] == 0


def test_disk_that_is_full(project: Project):
    """No file gets larger than a limit: what cannot be written is not published."""
    tip = project.tip()

    def limit() -> None:
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))

    code, output = project.publish(*RETIRE, preexec_fn=limit)
    assert code != 0
    assert "Nothing was published." in output
    assert project.tip() == tip
    assert_retry_works(project)


def test_remote_that_is_silent(project: Project):
    """It is waited for until the user interrupts; nothing was built yet."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        project.git("remote", "set-url", "origin", f"git://127.0.0.1:{port}/x")
        with project.start(*RETIRE) as process:
            connection, _ = server.accept()
            process.send_signal(signal.SIGTERM)
            output = process.communicate(timeout=60)[0]
            connection.close()
    assert "Interrupted. Nothing was published." in output


def test_two_publishers_from_one_clone(project: Project):
    """One wins whole, the other is told; its next try adds to the first."""
    project.commit(l2="# L2\n\n## Strength\n\nAnother text.\n")
    with project.start(THIS) as slow:
        assert "building" in output_of(slow).readline()
        slow.send_signal(signal.SIGSTOP)
        code, output = project.publish(*RETIRE)
        assert code == 0, output
        won = project.tip()
        slow.send_signal(signal.SIGCONT)
        output = slow.communicate(timeout=300)[0]
    assert slow.returncode != 0
    assert "Someone else published to gh-pages meanwhile" in output
    assert "Nothing was published." in output
    assert project.tip() == won
    code, output = project.publish(THIS)
    assert code == 0, output
    assert project.git("rev-parse", "gh-pages^", folder=project.remote) == won
    assert "retired" in project.publish("--list")[1]


@pytest.fixture
def target(project: Project) -> tuple[Target, str, str]:
    """The target of a push, the published commit, and one to be pushed."""
    project.git("fetch", "-q", "origin", "gh-pages")
    base = project.tip()
    new = project.git("commit-tree", f"{base}^{{tree}}", "-p", base, "-m", "new")
    return Target(project.root, "origin", "gh-pages"), base, new


@pytest.mark.parametrize(
    "hook",
    [
        pytest.param("", id="heard"),
        pytest.param("kill -9 $PPID", id="answer lost"),
        pytest.param(f"{ANOTHER}kill -9 $PPID", id="answer lost, the next on top"),
        pytest.param(ANOTHER, id="the next on top"),
    ],
)
def test_push_that_arrived(project: Project, target: tuple, hook: str):
    """What counts is what the remote has, whatever git heard of it."""
    project.hook("post-update", hook)
    push(*target)
    project.git(
        "merge-base", "--is-ancestor", target[2], "gh-pages", folder=project.remote
    )


def test_push_that_is_refused(project: Project, target: tuple):
    """Git's reason is shown, and a retry publishes."""
    hook = project.hook("pre-receive", "echo this host is read-only >&2\nexit 1")
    for _ in range(2):
        with pytest.raises(PublishError, match=r"did not take the push[^$]*read-only"):
            push(*target)
        assert project.tip() == target[1]
    hook.unlink()
    push(*target)


def test_push_after_another_publisher(project: Project, target: tuple):
    """Nothing of theirs is lost, whether they came before the push or during it."""
    hook = project.hook("pre-receive", f"unset GIT_QUARANTINE_PATH\n{ANOTHER}")
    for _ in range(2):
        with pytest.raises(PublishError, match="Someone else published to gh-pages"):
            push(*target)
        hook.unlink(missing_ok=True)
    message = project.git("log", "-1", "--format=%s", "gh-pages", folder=project.remote)
    assert message == "another"


def test_remote_that_falls_silent_after_the_push(project: Project, target: tuple):
    """It is said that the outcome is unknown, and how to learn it."""
    project.hook("post-update", 'mv "$PWD" "$PWD.gone"\nkill -9 $PPID')
    with pytest.raises(OutcomeUnknownError, match="Look with --list"):
        push(*target)


def test_remote_that_was_replaced(project: Project):
    """Another history at the remote is what is published, and built upon."""
    project.git("fetch", "-q", "origin", "gh-pages")
    other = project.git("commit-tree", "FETCH_HEAD^{tree}", "-m", "another history")
    project.git("push", "-q", "--force", "origin", f"{other}:refs/heads/gh-pages")
    code, output = project.publish(*RETIRE)
    assert code == 0, output
    assert project.git("rev-parse", "gh-pages^", folder=project.remote) == other


def test_remote_that_does_not_answer(project: Project):
    """It is said before anything is built."""
    project.git("remote", "set-url", "origin", project.root / "gone.git")
    code, output = project.publish(THIS)
    assert code != 0
    assert "origin does not answer" in output
    assert "building" not in output


def test_branches_of_the_clone_are_left_alone(project: Project):
    """A gh-pages with commits of its own, too: what the remote has counts."""
    project.git("fetch", "-q", "origin", "gh-pages")
    own = project.git("commit-tree", "FETCH_HEAD^{tree}", "-m", "own")
    project.git("update-ref", "refs/heads/gh-pages", own)
    code, output = project.publish(*RETIRE)
    assert code == 0, output
    assert project.git("rev-parse", "refs/heads/gh-pages") == own
