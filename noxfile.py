"""Every example and check on every supported Keras: `uv run nox`.

One cell: `uv run nox -s "examples(keras='3.13', backend='tensorflow')"`. Environments
are kept in .nox and used again. What a cell says is written to
docs/_data/compatibility/, from which the page on compatibility is made.
"""

import json
import os
import shutil
import subprocess
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import nox

nox.needs_version = ">=2025.2"
nox.options.sessions = ["examples"]

ROOT = Path(__file__).parent
ENVIRONMENTS = ROOT / "tests" / "compatibility" / "environments.toml"
PROJECT = nox.project.load_toml(ROOT / "pyproject.toml")
CELLS = {
    (cell["keras"], cell["backend"]): cell
    for cell in nox.project.load_toml(ENVIRONMENTS)["cell"]
}
RESULTS = Path("docs/_data/compatibility")
RECORDS = Path(".cache/runs")
ARTICLES = ["docs/dropout/index.md", "docs/l1/index.md", "docs/l2/index.md"]
EVERYTHING = ["docs", "tests/checks"]


@nox.session(python=False)
@nox.parametrize(["keras", "backend"], list(CELLS))
def examples(session: nox.Session, keras: str, backend: str) -> None:
    """Run what a cell of the matrix runs, and write what came of it."""
    cell = CELLS[keras, backend]
    name = f"{keras}-{backend}"
    result = RESULTS / f"{name}.json"
    try:
        python = environment(session, cell)
    except InstallError as error:
        failed = {"keras": keras, "backend": backend, "error": str(error)}
        failed["date"] = date.today().isoformat()
        result.write_text(json.dumps(failed, indent=1) + "\n", "utf-8")
        session.error(f"{name} cannot be installed: {error}")
    everything = cell["runs"] == "all"
    options = ["--other-numbers"] if backend != "tensorflow" or not everything else []
    if everything:
        options += ["--record", str(RECORDS / f"{name}.json")]
    options += [
        "-p",
        "tests.compatibility.report_plugin",
        "--compat-report",
        str(result),
        *session.posargs,
    ]
    chosen = EVERYTHING if everything else ARTICLES
    _pytest(session, python, *options, *chosen, backend=backend)


@nox.session(python=False)
def canary(session: nox.Session) -> None:
    """Run everything on tonight's Keras, and say what would break, by page."""
    cell = {"keras": "nightly", "backend": "tensorflow", "requires": ["tensorflow"]}
    # It takes the place of the keras that TensorFlow asks for.
    shutil.rmtree(folder_of(cell), ignore_errors=True)
    try:
        python = environment(session, cell)
        pip = ["uv", "pip"]
        _install(*pip, "uninstall", "--quiet", "--python", python, "keras")
        newest = ["--prerelease=allow", "--exclude-newer", "2100-01-01"]
        _install(*pip, "install", "-q", "--python", python, *newest, "keras-nightly")
    except InstallError as error:
        session.error(f"tonight's Keras cannot be installed: {error}")
    result = Path(".cache/canary.json")
    result.unlink(missing_ok=True)
    arguments = [
        "-p",
        "tests.compatibility.report_plugin",
        "--compat-report",
        str(result),
        *EVERYTHING,
    ]
    _pytest(session, python, *arguments, success_codes=[0, 1])
    session.run(python, "-m", "tests.compatibility.report", str(result), external=True)


@nox.session(python=False)
def publish(session: nox.Session) -> None:
    """Run each version with TensorFlow, then publish all of them, or none."""
    environments = []
    for (keras, backend), cell in CELLS.items():
        if backend == "tensorflow" and cell["runs"] == "all":
            try:
                python = environment(session, cell)
            except InstallError as error:
                session.error(f"Keras {keras} cannot be installed: {error}")
            record = str(RECORDS / f"{keras}-{backend}.json")
            _pytest(session, python, "--record", record, *EVERYTHING)
            environments.append(f"{keras}={python}")
    newest = environments[0].partition("=")[2]
    command = ["-m", "docs._engine.publish", *environments, *session.posargs]
    session.run(newest, *command, env={"PYTHONPATH": str(ROOT)}, external=True)


class InstallError(Exception):
    """An environment cannot be made. The message is the last line of the installer."""


def folder_of(cell: dict) -> Path:
    """Return the folder of a cell's environment."""
    return ROOT / ".nox" / f"keras-{cell['keras']}-{cell['backend']}"


def environment(session: nox.Session, cell: dict) -> str:
    """Make the environment of a cell, or bring it up to date; return its Python.

    Raises:
        InstallError: Something that it requires is not there for this machine.
    """
    folder = folder_of(cell)
    python = str(folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))
    own = {requirement.partition("=")[0] for requirement in cell["requires"]}
    shared = [
        requirement
        for requirement in PROJECT["project"]["dependencies"]
        # A cell says itself which it takes.
        if not requirement.startswith(("tensorflow", "numpy"))
    ]
    wanted = [f"--python={cell['python']}"] if "python" in cell else []
    if not Path(python).exists():
        _install("uv", "venv", "--seed", *wanted, str(folder))
    if "torch" in own:
        # Only pip finds the build without CUDA wherever there is one.
        torch = [each for each in cell["requires"] if each.startswith("torch")]
        _install(python, "-m", "pip", "install", "--quiet", *torch)
    install = ["uv", "pip", "install", "--quiet", "--compile-bytecode"]
    groups = ["--group", "site", "--group", "test"]
    _install(*install, "--python", python, *groups, *shared, *cell["requires"])
    session.log(f"{cell['keras']} on {cell['backend']}: {python}")
    return python


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
