"""Live figures: Vega, and one script for each figure that a page shows.

A page loads both when a reader first moves a control.
"""

import re
from importlib.metadata import version

from docs._engine.core.cache import cached
from docs._engine.markdown.figures import figure_script, script_name
from docs._engine.postbuild.site import FinishedSite

VEGA = "assets/vega.js"
FOLDER = "assets/figures"
FIGURE = re.compile(r'<figure [^>]*data-figure="(\w+)"')


def add_figure_scripts(site: FinishedSite) -> None:
    """Write the library, and the script of each figure."""
    vega = site.folder / VEGA
    vega.parent.mkdir(parents=True, exist_ok=True)
    vega.write_text(load_vega(), "utf-8")
    names = {name for _, _, page in site.articles() for name in FIGURE.findall(page)}
    for name in sorted(names):
        file = site.folder / FOLDER / script_name(name)
        file.parent.mkdir(exist_ok=True)
        file.write_text(figure_script(name), "utf-8")


def load_vega() -> str:
    """Return Vega, Vega-Lite and vega-embed as one script."""
    import vl_convert

    bundle: str = cached(
        "vega",
        [version("vl-convert-python")],
        lambda: vl_convert.javascript_bundle(),  # type: ignore[call-arg]
    )
    return bundle
