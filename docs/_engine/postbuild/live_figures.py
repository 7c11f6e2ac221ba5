"""Live figures: Vega, and one script for each figure that a page shows.

A page loads both when a reader first moves a control.
"""

import re
from importlib.metadata import version

from docs._engine.core.cache import cached
from docs._engine.markdown.figures import render_figure
from docs._engine.postbuild.site import FinishedSite

FIGURE = re.compile(r'<figure [^>]*data-figure="(\w+)"')


def add_figure_scripts(site: FinishedSite) -> None:
    """Write the library, and the script of each figure."""
    assets = site.folder / "assets"
    (assets / "figures").mkdir(parents=True, exist_ok=True)
    library = cached("vega", [version("vl-convert-python")], _bundle_library)
    (assets / "vega.js").write_text(library, "utf-8")
    names = {name for _, _, page in site.articles() for name in FIGURE.findall(page)}
    for figure in map(render_figure, sorted(names)):
        (assets / "figures" / figure.script_name).write_text(figure.script, "utf-8")


def _bundle_library() -> str:
    """Return Vega, Vega-Lite and vega-embed as one script."""
    import vl_convert

    return vl_convert.javascript_bundle()  # type: ignore[call-arg]
