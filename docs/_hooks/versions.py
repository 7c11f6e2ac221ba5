"""The version selector is a Keras version selector."""

import os
from importlib.metadata import version

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import ConfigurationError


def on_config(config: MkDocsConfig) -> None:
    """Show the selector in what mike builds, and refuse a version that was not run.

    Raises:
        ConfigurationError: mike is to publish under another name than the minor
            version of the installed Keras, or ``dev``.
    """
    name = os.environ.get("MIKE_DOCS_VERSION")
    if name is None:
        return  # Not built by mike: there are no other versions beside this site.
    keras = version("keras")
    minor = ".".join(keras.split(".")[:2])
    if name not in (minor, "dev"):
        raise ConfigurationError(
            f"This environment runs Keras {keras}: deploy it as {minor} (or dev), "
            f"not as {name}."
        )
    config.extra["version"] = {"provider": "mike", "default": "latest"}
