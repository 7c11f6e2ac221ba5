"""Run the steps over the finished HTML: docs/_engine/postbuild/steps.py lists them."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority

from docs._engine.postbuild.site import FinishedSite
from docs._engine.postbuild.steps import run_steps


# After every plugin, the search and the redirects included (0), and Material's for
# offline copies (-100), which all write files; before publishing.py (-300).
@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    """Run the steps."""
    site = FinishedSite(
        Path(config.site_dir),
        config.site_name,
        config.site_description or "",
        config.extra["address"] or "",
        is_offline=config.plugins["material/offline"].config.enabled,
        is_served=config.extra["is_served"],
    )
    run_steps(site)
