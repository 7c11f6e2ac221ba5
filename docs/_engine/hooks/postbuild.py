"""Run the steps over the finished HTML: docs/_engine/postbuild/steps.py lists them."""

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import event_priority

from docs._engine.postbuild.site import FinishedSite, PostbuildError
from docs._engine.postbuild.steps import run_steps


class PostbuildHook:
    """The events of MkDocs that lead to the steps."""

    is_served = False

    def on_startup(self, command: str, dirty: bool) -> None:
        """Remember whether this is `mkdocs serve`."""
        self.is_served = command == "serve"

    # After every plugin, the search and the redirects included (0), and Material's for
    # offline copies (-100), which all write files; before publish_guard.py (-300).
    @event_priority(-200)
    def on_post_build(self, config: MkDocsConfig) -> None:
        """Run the steps.

        Raises:
            PluginError: A file is not what a step expects.
        """
        site = FinishedSite(
            Path(config.site_dir),
            config.site_name,
            config.site_description or "",
            config.extra.get("address") or "",
            is_offline=config.plugins["material/offline"].config.enabled,
            is_served=self.is_served,
        )
        try:
            run_steps(site)
        except PostbuildError as error:
            raise PluginError(f"postbuild: {error}") from None


_hook = PostbuildHook()
on_startup = _hook.on_startup
on_post_build = _hook.on_post_build
