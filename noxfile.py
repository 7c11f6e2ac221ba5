"""Run every example and check on every supported Keras: `uv run nox`.

One environment: `uv run nox -s "examples(keras='3.13', backend='tensorflow')"`.
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


@nox.session(python=False)
@nox.parametrize(["keras", "backend"], list(ENVIRONMENTS))
def examples(session: nox.Session, keras: str, backend: str) -> None:
    """Run the examples and checks of an environment, and write its report."""
    environment = ENVIRONMENTS[keras, backend]
    name = f"{keras}-{backend}"
    report = REPORTS / f"{name}.json"
    try:
        python = install(session, environment)
    except InstallError as error:
        failed = {"keras": keras, "backend": backend, "error": str(error)}
        failed["date"] = date.today().isoformat()
        report.write_text(json.dumps(failed, indent=1) + "\n", "utf-8")
        session.error(f"{name} cannot be installed: {error}")
    everything = environment["runs"] == "all"
    options = ["--other-numbers"] if backend != "tensorflow" or not everything else []
    if everything:
        options += ["--record", str(RECORDS / f"{name}.json")]
    options += [
        "-p",
        "tests.compatibility.report_plugin",
        "--compat-report",
        str(report),
        *session.posargs,
    ]
    selected = EVERYTHING if everything else ARTICLES
    _pytest(session, python, *options, *selected, backend=backend)


@nox.session(python=False)
def canary(session: nox.Session) -> None:
    """Run everything on tonight's Keras, and list what would break, by page."""
    environment: dict[str, Any] = {
        "keras": "nightly",
        "backend": "tensorflow",
        "requires": ["tensorflow"],
    }
    # keras-nightly replaces the keras that TensorFlow requires.
    shutil.rmtree(folder_of(environment), ignore_errors=True)
    try:
        python = install(session, environment)
        pip = ["uv", "pip"]
        _install(*pip, "uninstall", "--quiet", "--python", python, "keras")
        newest = ["--prerelease=allow", "--exclude-newer", "2100-01-01"]
        _install(*pip, "install", "-q", "--python", python, *newest, "keras-nightly")
    except InstallError as error:
        session.error(f"tonight's Keras cannot be installed: {error}")
    report = Path(".cache/canary.json")
    report.unlink(missing_ok=True)
    arguments = [
        "-p",
        "tests.compatibility.report_plugin",
        "--compat-report",
        str(report),
        *EVERYTHING,
    ]
    _pytest(session, python, *arguments, success_codes=[0, 1])
    session.run(python, "-m", "tests.compatibility.report", str(report), external=True)


@nox.session(python=False)
def publish(session: nox.Session) -> None:
    """Run each version with TensorFlow, then publish all of them, or none."""
    environments = []
    for (keras, backend), environment in ENVIRONMENTS.items():
        if backend == "tensorflow" and environment["runs"] == "all":
            try:
                python = install(session, environment)
            except InstallError as error:
                session.error(f"Keras {keras} cannot be installed: {error}")
            record = str(RECORDS / f"{keras}-{backend}.json")
            _pytest(session, python, "--record", record, *EVERYTHING)
            environments.append(f"{keras}={python}")
    newest = environments[0].partition("=")[2]
    command = ["-m", "docs._engine.publish", *environments, *session.posargs]
    session.run(newest, *command, env={"PYTHONPATH": str(ROOT)}, external=True)


@nox.session(python=False)
def portability(session: nox.Session) -> None:
    """Build the site with MkDocs, ProperDocs and Zensical, and compare the pages."""
    folder = ROOT / ".cache" / "portability"
    shutil.rmtree(folder, ignore_errors=True)
    groups = ["--group", "site", "--group", "test"]
    try:
        # Without the settings of uv, which keep ProperDocs and the newest versions out.
        needs = [*groups, *PROJECT["project"]["dependencies"], "properdocs"]
        mkdocs = _install_newest("portability-mkdocs", *needs)
        zensical = _install_newest("portability-zensical", *groups, "zensical")
    except InstallError as error:
        session.error(f"a builder cannot be installed: {error}")
    silent = {"NO_MKDOCS_2_WARNING": "1", "DISABLE_MKDOCS_2_WARNING": "true"}
    for name in "mkdocs", "properdocs":
        command = [mkdocs, "-m", name, "build", "-q", "--strict", "-d", folder / name]
        session.run(*command, env={**silent, "PYTHONPATH": str(ROOT)}, external=True)
    # Zensical writes to .cache and site of the folder it works in, whatever is there.
    copy = folder / "copy"
    for name in _run_git("ls-files", "-z").split("\0"):
        if name and (ROOT / name).is_file():
            (copy / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, copy / name)
    build = (
        "import os, sys; os.chdir(sys.argv.pop()); import zensical.main as z; z.cli()"
    )
    command = [zensical, "-c", build, "build", "-f", "mkdocs.yml", copy]
    session.run(*command, env={**silent, "PYTHONPATH": str(copy)}, external=True)
    others = [f"properdocs={folder / 'properdocs'}", f"zensical={copy / 'site'}"]
    command = ["-m", "tests.site.portability", folder / "mkdocs", *others]
    session.run(mkdocs, *command, env={"PYTHONPATH": str(ROOT)}, external=True)


class InstallError(Exception):
    """An environment cannot be installed. The message is the end of the installer's."""


def folder_of(environment: dict[str, Any]) -> Path:
    """Return the folder that an environment is installed in."""
    return ROOT / ".nox" / f"keras-{environment['keras']}-{environment['backend']}"


def install(session: nox.Session, environment: dict[str, Any]) -> str:
    """Install or update an environment, and return its Python.

    Raises:
        InstallError: A requirement does not exist for this machine.
    """
    folder = folder_of(environment)
    python = str(folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
    own = {requirement.partition("=")[0] for requirement in environment["requires"]}
    shared = [
        requirement
        for requirement in PROJECT["project"]["dependencies"]
        # Each environment sets its own.
        if not requirement.startswith(("tensorflow", "numpy"))
    ]
    version = [f"--python={environment['python']}"] if "python" in environment else []
    if not Path(python).exists():
        _install("uv", "venv", "--seed", *version, str(folder))
    if "torch" in own:
        # Only pip finds the build without CUDA wherever there is one.
        torch = [each for each in environment["requires"] if each.startswith("torch")]
        _install(python, "-m", "pip", "install", "--quiet", *torch)
    install = ["uv", "pip", "install", "--quiet", "--compile-bytecode"]
    groups = ["--group", "site", "--group", "test"]
    _install(*install, "--python", python, *groups, *shared, *environment["requires"])
    session.log(f"{environment['keras']} on {environment['backend']}: {python}")
    return python


def _install_newest(name: str, *requirements: str) -> str:
    """Install the newest versions that fit, and return the Python that has them."""
    python = str(ROOT / ".nox" / name / "bin" / "python")
    if not Path(python).exists():
        _install("uv", "venv", "--python", sys.executable, str(ROOT / ".nox" / name))
    install = ["uv", "pip", "install", "--quiet", "--upgrade", "--no-config"]
    _install(*install, "--python", python, *requirements)
    return python


def _run_git(*arguments: str) -> str:
    command = ["git", *arguments]
    result = subprocess.run(  # noqa: S603
        command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True
    )
    return result.stdout


def _install(*command: str) -> None:
    result = subprocess.run(  # noqa: S603
        command, cwd=ROOT, stderr=subprocess.PIPE, text=True
    )
    if result.returncode:
        lines = result.stderr.strip().splitlines() or ["no reason was given"]
        raise InstallError(" ".join(line.strip() for line in lines[-3:]))


def _pytest(
    session: nox.Session,
    python: str,
    *arguments: str,
    backend: str = "tensorflow",
    success_codes: Sequence[int] = (0,),
) -> None:
    session.run(
        *[python, "-m", "pytest", "-q", "-n", str(os.cpu_count()), *arguments],
        env={"KERAS_BACKEND": backend, "PYTHONPATH": str(ROOT)},
        success_codes=success_codes,
        external=True,
    )
