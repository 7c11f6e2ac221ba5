"""Page footer: library versions, last edit, and the test run of this commit.

Whatever is not known for certain is left out.
"""

import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page

from docs._engine.core.git import git_or_none
from docs._engine.core.keras import keras_version
from docs._engine.core.run_record import RecordError, load_matching_record

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
    try:
        KNOWN["run"] = load_matching_record(root)
    except RecordError as error:
        raise PluginError(str(error)) from None


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
    if git_or_none(root, "rev-parse", "--is-shallow-repository") != "false":
        return {}  # No git, or a history in which all files are new.
    log = git_or_none(
        root, "log", "--format=%x00%as", "--name-only", "--relative", "--", docs
    )
    changed = (
        git_or_none(root, "diff", "--name-only", "--relative", "HEAD", "--", docs) or ""
    )
    days = {}
    for commit in filter(None, (log or "").split("\0")):
        day, *names = commit.strip().split("\n")
        for name in filter(None, names):
            if name not in changed.split("\n") and (root / name).is_relative_to(docs):
                days.setdefault((root / name).relative_to(docs).as_posix(), day)
    return days
