"""What makes figures live: the library that draws them, and how each is drawn.

A page asks for both when a reader first moves a control.
"""

import re

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from docs._engine.core.cache import cached
from docs._engine.markdown import figures

FOLDER = "assets/figures"


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the library."""
    files.append(File.generated(config, "assets/vega.js", content=library()))
    return files


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Add a script for each figure that a page shows."""
    pages = "".join(file.page.content or "" for file in files.documentation_pages())
    for name in sorted(set(re.findall(r'<figure [^>]*data-figure="(\w+)"', pages))):
        file = File.generated(
            config,
            f"{FOLDER}/{figures.script_name(name)}",
            content=figures.script(name),
            inclusion=InclusionLevel.INCLUDED,
        )
        files.append(file)
    return env


def library() -> str:
    """Return Vega, Vega-Lite and vega-embed as one script."""
    import vl_convert

    return cached("vega", [vl_convert.__version__], vl_convert.javascript_bundle)
