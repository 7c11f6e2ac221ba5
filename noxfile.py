"""Run every example and check on every supported Keras: `uv run nox`.

One environment: `uv run nox -s "examples(keras='3.13', backend='tensorflow')"`.
Only what was changed since the report, or failed in it: `uv run nox -- --only-new`.
Environments stay in .nox and are used again. Each run writes a report to
docs/_data/compatibility/, and the compatibility page shows these reports.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import nox
from nox.command import CommandFailed

nox.needs_version = ">=2025.2"
nox.options.sessions = ["examples"]

ROOT = Path(__file__).parent
MATRIX = ROOT / "tests" / "compatibility" / "environments.toml"
PROJECT = nox.project.load_toml(ROOT / "pyproject.toml")
ENVIRONMENTS: dict[tuple[str, str], dict[str, Any]] = {
    (environment["keras"], environment["backend"]): environment
    for environment in nox.project.load_toml(MATRIX)["environment"]
}
"""The environments of the matrix, by Keras version and back end."""
REPORTS = Path("docs/_data/compatibility")
RECORDS = Path(".cache/runs")
ARTICLES = ["docs/dropout/index.md", "docs/l1/index.md", "docs/l2/index.md"]
EVERYTHING = ["docs", "tests/checks"]
NOTHING_TO_RUN = 5
"""The exit code of pytest when it runs no test."""
REPORT_TO = ["-p", "tests.compatibility.report_plugin", "--compat-report"]
# PyTorch takes minutes for what TensorFlow compiles and trains in seconds.
PYTEST = ["-m", "pytest", "-q", "-n", str(os.cpu_count())]
PYTEST += ["-o", "example_time_limit=900"]
VARIABLES = {
    "PYTHONPATH": str(ROOT),
    "KERAS_BACKEND": "tensorflow",
    "NO_MKDOCS_2_WARNING": "1",
    "DISABLE_MKDOCS_2_WARNING": "true",
}
GROUPS = ["--group", "site", "--group", "test"]


@nox.session(python=False)
@nox.parametrize(["keras", "backend"], list(ENVIRONMENTS))
def examples(session: nox.Session, keras: str, backend: str) -> None:
    """Run the examples and checks of an environment, and write its report."""
    environment, name = ENVIRONMENTS[keras, backend], f"{keras}-{backend}"
    report = REPORTS / f"{name}.json"
    try:
        python = install(session, environment)
    except InstallError as error:
        failed = {"keras": keras, "backend": backend, "error": str(error)}
        failed["date"] = date.today().isoformat()
        report.write_text(json.dumps(failed, indent=1) + "\n", "utf-8")
        raise
    arguments = [*REPORT_TO, str(report), *session.posargs]
    everything = environment["runs"] == "all"
    codes = [0]
    if "--only-new" in session.posargs:
        codes.append(NOTHING_TO_RUN)
    elif everything:
        arguments += ["--record", str(RECORDS / f"{name}.json")]
    if backend != "tensorflow" or not everything:
        arguments.append("--other-numbers")
    arguments += EVERYTHING if everything else ARTICLES
    command = [*PYTEST, *arguments]
    run_python(session, python, *command, success_codes=codes, KERAS_BACKEND=backend)


@nox.session(python=False)
def canary(session: nox.Session) -> None:
    """Run everything on tonight's Keras, and list what would break, by page."""
    environment = {
        "keras": "nightly",
        "backend": "tensorflow",
        "requires": ["tensorflow"],
    }
    # keras-nightly replaces the keras that TensorFlow requires.
    shutil.rmtree(ROOT / ".nox" / "keras-nightly-tensorflow", ignore_errors=True)
    python = install(session, environment)
    pip = ["uv", "pip"]
    run_installer(session, *pip, "uninstall", "--quiet", "--python", python, "keras")
    newest = ["--prerelease=allow", "--exclude-newer", "2100-01-01", "keras-nightly"]
    run_installer(session, *pip, "install", "--quiet", "--python", python, *newest)
    report = Path(".cache/canary.json")
    report.unlink(missing_ok=True)
    # The next command fails if the report has a failure.
    arguments = [*PYTEST, *REPORT_TO, str(report), *EVERYTHING]
    run_python(session, python, *arguments, success_codes=[0, 1])
    run_python(session, python, "-m", "tests.compatibility.report", str(report))


@nox.session(python=False)
def publish(session: nox.Session) -> None:
    """Run each version with TensorFlow, then publish all of them, or none."""
    pythons = {}
    for (keras, backend), environment in ENVIRONMENTS.items():
        if backend == "tensorflow" and environment["runs"] == "all":
            pythons[keras] = python = install(session, environment)
            record = ["--record", str(RECORDS / f"{keras}-{backend}.json")]
            run_python(session, python, *PYTEST, *record, *EVERYTHING)
    newest, *_ = pythons.values()
    run_python(session, newest, *PYTEST, "--fresh", "docs")
    versions = [f"{keras}={python}" for keras, python in pythons.items()]
    command = ["-m", "docs._engine.publish", *versions, *session.posargs]
    run_python(session, newest, *command)


@nox.session(python=False)
def portability(session: nox.Session) -> None:
    """Build the site with MkDocs, ProperDocs and Zensical, and compare the pages."""
    folder = ROOT / ".cache" / "portability"
    shutil.rmtree(folder, ignore_errors=True)
    # Without the settings of uv, which keep ProperDocs and the newest versions out.
    options = ["--upgrade", "--no-config", *GROUPS]
    needs = [*options, *PROJECT["project"]["dependencies"], "properdocs"]
    mkdocs = install_into(session, "portability-mkdocs", needs)
    zensical = install_into(session, "portability-zensical", [*options, "zensical"])
    for name in "mkdocs", "properdocs":
        build = ["build", "-q", "--strict", "-d", str(folder / name)]
        run_python(session, mkdocs, "-m", name, *build)
    # Zensical writes to .cache and site of the folder it works in, whatever is there.
    copy = folder / "copy"
    ignored = shutil.ignore_patterns(".*", "site", "dist", "__pycache__")
    shutil.copytree(ROOT, copy, ignore=ignored)
    code = f"import os; os.chdir({str(copy)!r}); import zensical.main as z; z.cli()"
    build = ["build", "-f", "mkdocs.yml"]
    run_python(session, zensical, "-c", code, *build, PYTHONPATH=str(copy))
    others = [f"properdocs={folder / 'properdocs'}", f"zensical={copy / 'site'}"]
    comparison = ["-m", "tests.site.portability", str(folder / "mkdocs")]
    run_python(session, mkdocs, *comparison, *others)


class InstallError(CommandFailed):
    """An environment cannot be installed. The message is the end of the installer's."""


def install(session: nox.Session, environment: dict[str, Any]) -> str:
    """Install or update an environment of the matrix, and return its Python.

    Raises:
        InstallError: A requirement does not exist for this machine.
    """
    # Each environment sets its own TensorFlow and NumPy. The articles do without
    # mlxtend, which needs a newer NumPy than the oldest of them.
    left_out = ["tensorflow", "numpy"]
    left_out += ["mlxtend"] * (environment.get("runs") == "articles")
    shared = [
        requirement
        for requirement in PROJECT["project"]["dependencies"]
        if not requirement.startswith(tuple(left_out))
    ]
    return install_into(
        session,
        f"keras-{environment['keras']}-{environment['backend']}",
        ["--compile-bytecode", *GROUPS, *shared, *environment["requires"]],
        environment.get("python", sys.executable),
    )


def install_into(
    session: nox.Session, name: str, needs: list[str], version: str = sys.executable
) -> str:
    """Install options and requirements of `uv pip` into .nox, and return the Python.

    Raises:
        InstallError: A requirement does not exist for this machine.
    """
    folder = ROOT / ".nox" / name
    python = str(folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
    if not Path(python).exists():
        run_installer(session, "uv", "venv", "--seed", "--python", version, str(folder))
    # Only pip finds the build of PyTorch without CUDA wherever there is one.
    if torch := [each for each in needs if each.startswith("torch")]:
        run_installer(session, python, "-m", "pip", "install", "--quiet", *torch)
    pip = ["uv", "pip", "install", "--quiet", "--python", python]
    run_installer(session, *pip, *needs)
    session.log(f"{name}: {python}")
    return python


def run_installer(session: nox.Session, *command: str) -> None:
    """Run a command that installs something.

    Raises:
        InstallError: It failed.
    """
    result = subprocess.run(  # noqa: S603
        command, cwd=ROOT, stderr=subprocess.PIPE, text=True
    )
    if result.returncode:
        lines = result.stderr.strip().splitlines() or ["no reason was given"]
        reason = " ".join(line.strip() for line in lines[-3:])
        session.warn(f"{session.name} cannot be installed: {reason}")
        raise InstallError(reason)


def run_python(
    session: nox.Session,
    python: str,
    *arguments: str,
    success_codes: Sequence[int] = (0,),
    **variables: str,
) -> None:
    """Run a Python of .nox with the repository on its path."""
    env = {**VARIABLES, **variables}
    command = [python, *arguments]
    session.run(*command, env=env, success_codes=success_codes, external=True)
