"""Bundle the assets: one style sheet and one script for a page.

The theme's own files are joined with ours. Its script runs between what has to come
first (what waits for a reader, or for the theme) and what comes last (figures, and what
the theme leaves out for those who do not see it).
"""

import re
from pathlib import Path

from docs._engine.postbuild.prune_css import prune_katex, prune_palette, prune_theme
from docs._engine.postbuild.site import FinishedSite, read_html, write_html

STYLES = (
    "assets/stylesheets/main.*.min.css",
    "assets/stylesheets/palette.*.min.css",
    "katex/katex.min.css",
    "styles.css",
)
"""In the order in which they apply; all become the last."""
SCRIPTS = (
    "assets/javascripts/bundle.*.min.js",
    "figures.js",
    "accessibility.js",
)
"""In the order in which they run; all become the first."""
PRELUDE = [
    Path(__file__).with_name(name) for name in ("lazy-search.js", "defer-details.js")
]
"""What runs before the theme's script."""
WORKER = "assets/javascripts/workers/search.*.min.js"
WORKER_PATCHES = [
    Path(__file__).with_name(name) for name in ("lunr-patch.js", "search-sentences.js")
]
"""What comes after the theme's script that searches."""
SOURCE_MAP = re.compile(r"\n?/[/*]# sourceMappingURL=\S+(?: ?\*/)?\s*$")
ADDRESS = re.compile(r"url\((?![\"']?(?:data:|/))")
"""The beginning of an address that is relative to its style sheet."""


def bundle_assets(site: FinishedSite) -> None:
    """Join what each page needs, and leave the source maps out."""
    for file in site.folder.rglob("*.map"):
        file.unlink()
    sheets = [site.find_file(pattern) for pattern in STYLES]
    scripts = [site.find_file(pattern) for pattern in SCRIPTS]
    worker = site.find_file(WORKER)
    write_html(sheets[-1], _join_styles(site, sheets))
    prelude = [file.read_text("utf-8") for file in PRELUDE]
    write_html(scripts[0], "\n".join([*prelude, *map(_read_without_map, scripts)]))
    patches = [file.read_text("utf-8") for file in WORKER_PATCHES]
    write_html(worker, "\n".join([_read_without_map(worker), *patches]))
    files = [*sheets[:-1], *scripts[1:]]
    for file in files:
        file.unlink()
    paths = (file.relative_to(site.folder).as_posix() for file in files)
    # An address is relative to its page, or begins with the path of the site.
    tag = re.compile(
        r'\s*<(?:link rel="stylesheet" href|script src)="(?:[^"]*/)?'
        rf'(?:{"|".join(map(re.escape, paths))})">(?:</script>)?'
    )
    site.edit_html(lambda path, html: tag.sub("", html))


def _join_styles(site: FinishedSite, sheets: list[Path]) -> str:
    theme, palette, katex, ours = (
        # Relative to the root, where the joined sheet is.
        ADDRESS.sub(f"url({folder}/", css) if folder != "." else css
        for sheet in sheets
        for folder in [sheet.relative_to(site.folder).parent.as_posix()]
        for css in [_read_without_map(sheet)]
    )
    theme = prune_theme(theme, [article for _, _, article in site.articles()])
    return "\n".join(
        [theme, prune_palette(palette), prune_katex(katex, site.folder), ours]
    )


def _read_without_map(file: Path) -> str:
    return SOURCE_MAP.sub("", read_html(file))
