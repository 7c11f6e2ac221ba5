"""The search of a copy that opens from a disk, where no page may start a worker.

Material's plugin for such copies has each page load a library from another host, which
makes a worker from a frame. Here the worker is made from its text, which a page from a
disk may do; the text comes as a script, since such a page may read no file.
"""

import json
from fnmatch import fnmatch

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

WORKER = "assets/javascripts/workers/search.*.min.js"
SCRIPT = "search/worker.js"
REPLACE = """window.Worker = class extends Worker {
  constructor() {
    super(URL.createObjectURL(new Blob([%s])));
  }
};
"""


def offline(config: MkDocsConfig) -> bool:
    """Return whether a copy for a disk is built."""
    return config.plugins["material/offline"].config.enabled


def on_config(config: MkDocsConfig) -> None:
    """Let pages load our script in the place of the library."""
    if offline(config):
        config.extra["polyfills"] = [SCRIPT]


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the script.

    Raises:
        PluginError: The theme has another worker than this hook knows.
    """
    if offline(config):
        workers = [file for file in files if fnmatch(file.src_uri, WORKER)]
        if len(workers) != 1:
            raise PluginError(
                f"hooks/offline.py: the theme has {len(workers)} files {WORKER}, not "
                "one. Look at what its search starts, and correct the hook."
            )
        content = REPLACE % json.dumps(workers[0].content_string)
        files.append(File.generated(config, SCRIPT, content=content))
    return files
