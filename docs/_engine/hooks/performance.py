"""What every build would do from the start again is done once."""

import gc

import jinja2
from jinja2 import Environment, FileSystemBytecodeCache
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from docs._engine.core.cache import CACHE


def on_startup(command: str, dirty: bool) -> None:
    """Look for garbage only among what the build makes.

    All that is imported stays to the end. Python would look through it again and again.
    """
    gc.freeze()


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Keep the templates that Jinja compiles. It finds them again by their text."""
    folder = CACHE.parent / f"templates-{jinja2.__version__}"
    folder.mkdir(parents=True, exist_ok=True)
    env.bytecode_cache = FileSystemBytecodeCache(str(folder))
