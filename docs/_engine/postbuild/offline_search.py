"""Make search work from a disk (``file://``), where no page may start a worker.

Material's plugin for such copies has each page load a library from another host, which
makes a worker from a frame. Here the worker is made from its text, which a page from a
disk may do; the text comes as a script, since such a page may read no file.
"""

import json

from docs._engine.postbuild.assets import WORKER, WORKER_PATCHES
from docs._engine.postbuild.site import ARTICLE, FinishedSite, PostbuildError, read_html

LIBRARY = '<script src="https://unpkg.com/iframe-worker/shim"></script>'
"""What Material's plugin adds to each page."""
SCRIPT = "search/worker.js"
WORKER_FROM_TEXT = """window.Worker = class extends Worker {
  constructor() {
    super(URL.createObjectURL(new Blob([%s])));
  }
};
"""


def add_offline_search(site: FinishedSite) -> None:
    """Let pages of an offline copy load our script in the place of the library.

    Raises:
        PostbuildError: The pages do not load that library, or the assets have not been
            bundled, so that the worker lacks our patches.
    """
    if not site.is_offline:
        return
    worker = read_html(site.find_file(WORKER))
    if not worker.endswith(WORKER_PATCHES[-1].read_text("utf-8")):
        raise PostbuildError("bundle_assets has to run before add_offline_search.")
    script = site.folder / SCRIPT
    script.parent.mkdir(exist_ok=True)
    script.write_text(WORKER_FROM_TEXT % json.dumps(worker), "utf-8")

    def replace_library(path: str, html: str) -> str:
        if LIBRARY not in html and ARTICLE.search(html):
            raise PostbuildError(
                f"{path} has no {LIBRARY}. Look at what Material's offline plugin adds "
                "now, and correct postbuild/offline_search.py."
            )
        tag = f'<script src="{"../" * path.count("/")}{SCRIPT}"></script>'
        return html.replace(LIBRARY, tag)

    site.edit_html(replace_library)
