"""What a page rests on: the versions it was built on, its last edit, the run before it.

Whatever is not known for certain is left out.
"""

import json
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from docs._extensions.needs import keras_version

RECORD = Path(".cache") / "run.json"
"""What a test run of everything says of itself once it has passed (tests/record.py):

    {"commit": "8a5c…", "keras": "3.15.1", "date": "2026-11-22",
     "pages": {"l2.md": {"examples": 21, "statements": 34}}}

It counts for a build of that commit, without a change, on that Keras.
"""
TESTED = ["docs", "snippets", "tests"]

KNOWN: dict[str, object] = {}
"""What this build knows: `versions`, `edited` by page, and the `run`."""


def on_config(config: MkDocsConfig) -> None:
    """Ask git and the record once for all pages.

    Raises:
        PluginError: The record of the run does not hold what it should.
    """
    root = Path(config.config_file_path).parent
    KNOWN["versions"] = _versions()
    KNOWN["edited"] = _edited(root, Path(config.docs_dir))
    KNOWN["run"] = _run(root)


def on_page_context(context: dict, page: Page, config: MkDocsConfig, nav: Navigation):
    """Tell the template."""
    context["provenance"] = of(page)


def of(page: Page) -> dict[str, object]:
    """Return the `versions`, and `edited`, `date` and `ran` where they are known."""
    name, run = page.file.src_uri, KNOWN["run"] or {}
    return {
        "versions": KNOWN["versions"],
        "edited": KNOWN["edited"].get(name),
        "date": run.get("date"),
        "ran": run.get("pages", {}).get(name),
    }


def _versions() -> dict[str, str]:
    found = {}
    for name in "Keras", "TensorFlow":
        try:
            found[name] = keras_version() if name == "Keras" else version(name)
        except PackageNotFoundError:
            continue  # Another backend.
    return found | {"Python": ".".join(map(str, sys.version_info[:3]))}


def _edited(root: Path, docs: Path) -> dict[str, str]:
    """Return the day of each page's last commit; none of a page that has changed."""
    if git(root, "rev-parse", "--is-shallow-repository") != "false":
        return {}  # No git, or a history in which all files are new.
    log = git(root, "log", "--format=%x00%as", "--name-only", "--relative", "--", docs)
    changed = git(root, "diff", "--name-only", "--relative", "HEAD", "--", docs) or ""
    days = {}
    for commit in filter(None, (log or "").split("\0")):
        day, *names = commit.strip().split("\n")
        for name in filter(None, names):
            if name not in changed.split("\n") and (root / name).is_relative_to(docs):
                days.setdefault((root / name).relative_to(docs).as_posix(), day)
    return days


def _run(root: Path) -> dict | None:
    file = root / RECORD
    if not file.is_file():
        return None
    run = read(file)
    unchanged = git(root, "status", "--porcelain", "--", *TESTED) == ""
    here = git(root, "rev-parse", "HEAD"), keras_version()
    return run if unchanged and (run["commit"], run["keras"]) == here else None


def read(file: Path) -> dict:
    """Return the record of a run.

    Raises:
        PluginError: It does not hold what it should.
    """
    try:
        run = json.loads(file.read_text("utf-8"))
        counts = [
            each["examples"] + each["statements"] for each in run["pages"].values()
        ]
        sum(counts, len(run["commit"] + run["keras"] + run["date"]))
    except (ValueError, LookupError, TypeError, AttributeError):
        raise PluginError(
            f"{shown(file)}: this is no record of a test run. Remove it."
        ) from None
    return run


def shown(file: Path) -> str:
    """Return the path of a record as readers know it, from .cache on."""
    _before, found, after = file.as_posix().rpartition(".cache/")
    return found + after if found else after


def git(root: Path, *arguments: object) -> str | None:
    """Return what git prints; None if there is no git, no repository, or an error."""
    command = ["git", "-c", "core.quotePath=off", *map(str, arguments)]
    try:
        result = subprocess.run(  # noqa: S603
            command, cwd=root, capture_output=True, text=True
        )
    except FileNotFoundError:
        return None
    return result.stdout.strip("\n") if result.returncode == 0 else None
