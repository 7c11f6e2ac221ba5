"""Refuse to deploy a commit that has not passed a full test run.

mike has no `--strict`, with `-q` MkDocs says nothing of its warnings, and what it
builds is the working tree, whatever is in it. So the build itself refuses.
"""

import logging
import os
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError, PluginError
from mkdocs.plugins import event_priority
from mkdocs.utils import CountHandler

from docs._engine.core.git import git_or_none
from docs._engine.core.keras import keras_version
from docs._engine.core.run_record import RECORD, reason_untested

WARNED = CountHandler(level=logging.WARNING)
PUBLISHING = "MIKE_DOCS_VERSION" in os.environ
"""Whether mike has started this build."""

if PUBLISHING:
    # While this file is loaded: MkDocs warns of settings before the first event.
    logger = logging.getLogger("mkdocs")
    logger.addHandler(WARNED)
    logger.setLevel(min(logger.level, logging.WARNING))


def on_startup(command: str, dirty: bool) -> None:
    """Refuse the command that puts a single site in the place of all versions.

    Raises:
        ConfigurationError: MkDocs itself is to publish.
    """
    if command == "gh-deploy":
        raise ConfigurationError(
            "gh-deploy would remove every published version. Nothing was published. "
            "Publish with python -m docs._engine.publish."
        )


def on_config(config: MkDocsConfig) -> None:
    """Refuse to publish what was not run.

    Raises:
        PluginError: There is no record of a whole run of this commit on this Keras.
    """
    if PUBLISHING:
        _refuse_untested(Path(config.config_file_path).parent)


# After everything that may warn, and everything that may take long.
@event_priority(-300)
def on_post_build(config: MkDocsConfig) -> None:
    """Refuse to publish what warned, or was edited while it was built.

    Raises:
        PluginError: It did, or was.
    """
    if not PUBLISHING:
        return
    if counts := WARNED.get_counts():
        said = ", ".join(f"{number} {name.lower()}(s)" for name, number in counts)
        raise PluginError(f"{said}, see above. Nothing was published: correct them.")
    _refuse_untested(Path(config.config_file_path).parent)


def _refuse_untested(root: Path) -> None:
    commit, keras = git_or_none(root, "rev-parse", "HEAD"), keras_version()
    if reason := reason_untested(root / RECORD, commit, keras) or _changed(root):
        raise PluginError(
            f"{reason} Nothing was published. A version is published after a whole "
            "run has passed, at a commit, without a change: commit, run `uv run "
            "pytest` in this environment, and publish then."
        )


def _changed(root: Path) -> str | None:
    changes = git_or_none(root, "status", "--porcelain")
    if changes is None:
        return "git does not say what was changed."
    names = ", ".join(line[3:] for line in changes.split("\n")[:10])
    return f"Not committed: {names}." if changes else None
