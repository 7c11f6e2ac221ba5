"""Refuse to deploy what has not passed a full test run, and a build that warned.

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

from docs._engine.core.keras import keras_version
from docs._engine.core.run_record import NotPublishableError, require_publishable

NOTHING = "Nothing was published."
PUBLISHING = "MIKE_DOCS_VERSION" in os.environ
"""Whether mike has started this build."""
warning_counter = CountHandler(level=logging.WARNING)

if PUBLISHING:
    # While this file is loaded: MkDocs warns of settings before the first event.
    logger = logging.getLogger("mkdocs")
    logger.addHandler(warning_counter)
    logger.setLevel(min(logger.level, logging.WARNING))


def on_startup(command: str, dirty: bool) -> None:
    """Refuse the command that puts a single site in the place of all versions.

    Raises:
        ConfigurationError: MkDocs itself is to publish.
    """
    if command == "gh-deploy":
        raise ConfigurationError(
            f"gh-deploy would remove every published version. {NOTHING} Publish with "
            "python -m docs._engine.publish."
        )


def on_config(config: MkDocsConfig) -> None:
    """Refuse what may not be published before anything is built.

    Raises:
        PluginError: It may not be published.
    """
    if PUBLISHING:
        try:
            require_publishable(Path(config.config_file_path).parent, keras_version())
        except NotPublishableError as error:
            raise PluginError(f"{error} {NOTHING}") from None


# After everything that may warn, and everything that may take long.
@event_priority(-300)
def on_post_build(config: MkDocsConfig) -> None:
    """Refuse what warned, or was edited while it was built.

    Raises:
        PluginError: It did, or was.
    """
    if counts := warning_counter.get_counts():
        listed = ", ".join(f"{number} {name.lower()}(s)" for name, number in counts)
        raise PluginError(f"{listed}, see above. {NOTHING} Correct them.")
    on_config(config)
