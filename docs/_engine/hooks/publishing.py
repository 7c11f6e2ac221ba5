"""Publishing: what mike builds has a version, has passed all tests, and did not warn.

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

from docs._engine.core.keras import keras_version, minor_version
from docs._engine.core.publishable import NotPublishableError, require_publishable

NOTHING = "Nothing was published."
VERSION = os.environ.get("MIKE_DOCS_VERSION")
"""The version that is published, if mike has started this build."""
warning_counter = CountHandler(level=logging.WARNING)
is_served = False
"""Whether this is `mkdocs serve`."""

if VERSION is not None:
    # While this file is loaded: MkDocs warns of settings before the first event.
    logger = logging.getLogger("mkdocs")
    logger.addHandler(warning_counter)
    logger.setLevel(min(logger.level, logging.WARNING))


def on_startup(command: str, dirty: bool) -> None:
    """Refuse the command that puts a single site in the place of all versions."""
    global is_served
    is_served = command == "serve"
    if command == "gh-deploy":
        raise ConfigurationError(
            f"gh-deploy would remove every published version. {NOTHING} Publish with "
            "python -m docs._engine.publish."
        )


# Before mike puts the canonical address in the place of this version's.
@event_priority(100)
def on_config(config: MkDocsConfig) -> None:
    """Refuse what may not be published, and let readers choose a version.

    `extra.address` becomes the public address of this version, if that is known, and
    `extra.is_served` says whether this is `mkdocs serve`.
    """
    config.extra["address"] = "" if is_served else config.site_url
    config.extra["is_served"] = is_served
    if VERSION is None:
        return  # There are no other versions beside this site.
    keras = keras_version()
    minor = minor_version(keras)
    if VERSION not in (minor, "dev"):
        raise ConfigurationError(
            f"This environment runs Keras {keras}: deploy it as {minor} (or dev), "
            f"not as {VERSION}."
        )
    _refuse_unpublishable(config)
    if config.site_url:
        config.extra["address"] = f"{config.site_url}{VERSION}/"
    config.extra["version"] = {"provider": "mike", "default": "latest"}


# After everything that may warn, and everything that may take long.
@event_priority(-300)
def on_post_build(config: MkDocsConfig) -> None:
    """Refuse what warned, or was edited while it was built."""
    if counts := warning_counter.get_counts():
        summary = ", ".join(f"{number} {name.lower()}(s)" for name, number in counts)
        raise PluginError(f"{summary}, see above. {NOTHING} Correct them.")
    if VERSION is not None:
        _refuse_unpublishable(config)


def _refuse_unpublishable(config: MkDocsConfig) -> None:
    try:
        require_publishable(Path(config.config_file_path).parent, keras_version())
    except NotPublishableError as error:
        raise PluginError(f"{error} {NOTHING}") from None
