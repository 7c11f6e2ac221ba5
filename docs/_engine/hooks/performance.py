"""Speed up builds: freeze the garbage collector, cache compiled templates."""

import gc

import jinja2
from jinja2 import Environment, FileSystemBytecodeCache
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from docs._engine.core.cache import CACHE


def on_startup(command: str, dirty: bool) -> None:
    """Let the garbage collector ignore what is imported, which stays to the end."""
    gc.freeze()


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> None:
    """Cache compiled templates; Jinja finds them by their text."""
    folder = CACHE.parent / f"templates-{jinja2.__version__}"
    folder.mkdir(parents=True, exist_ok=True)
    env.bytecode_cache = FileSystemBytecodeCache(str(folder))
