"""Version selector: each version of the site is that of a Keras version."""

import os

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError
from mkdocs.plugins import event_priority

from docs._engine.core.keras import keras_version, minor_version

is_serving = False
"""Whether this is `mkdocs serve`."""


def on_startup(command: str, **settings: object) -> None:
    """Remember whether this is `mkdocs serve`."""
    global is_serving
    is_serving = command == "serve"


# Before mike puts the canonical address in the place of this version's.
@event_priority(100)
def on_config(config: MkDocsConfig) -> None:
    """Show the selector in what mike builds, and refuse a version that was not run.

    `extra.address` becomes the public address of this version, if that is known.

    Raises:
        ConfigurationError: mike is to publish under another name than the minor
            version of the installed Keras, or ``dev``.
    """
    name = os.environ.get("MIKE_DOCS_VERSION")
    config.extra["address"] = "" if is_serving else config.site_url
    if name is None:
        return  # Not built by mike: there are no other versions beside this site.
    keras = keras_version()
    minor = minor_version(keras)
    if name not in (minor, "dev"):
        raise ConfigurationError(
            f"This environment runs Keras {keras}: deploy it as {minor} (or dev), "
            f"not as {name}."
        )
    if config.site_url:
        config.extra["address"] = f"{config.site_url}{name}/"
    config.extra["version"] = {"provider": "mike", "default": "latest"}
