"""Steps over the finished HTML, in their order."""

from collections.abc import Callable

from docs._engine.postbuild.assets import bundle_assets
from docs._engine.postbuild.csp import add_content_security_policy
from docs._engine.postbuild.live_figures import add_figure_scripts
from docs._engine.postbuild.markdown_copies import write_markdown_copies
from docs._engine.postbuild.offline_search import add_offline_search
from docs._engine.postbuild.site import FinishedSite
from docs._engine.postbuild.social_cards import add_social_cards

STEPS: list[Callable[[FinishedSite], None]] = [
    # Before offline search, which takes over the worker of the search as it is patched
    # here, and before the policy: fewer elements, fewer things to allow.
    bundle_assets,
    # These three read pages and add files or metadata. Each could be anywhere before
    # the policy.
    add_figure_scripts,
    write_markdown_copies,
    add_social_cards,
    # After the bundling, and before the policy, which allows what it starts.
    add_offline_search,
    # Last: it allows inline scripts by their digests, so nothing may change after it.
    add_content_security_policy,
]


def run_steps(site: FinishedSite) -> None:
    """Run all steps."""
    for step in STEPS:
        step(site)
