"""One style sheet and one script for a page, without what no page uses.

The theme's own files are put together with ours. Its script runs between what has to
come first (what waits for a reader, or for the theme) and what comes last (figures, and
what the theme leaves out for those who do not see it).
"""

import re
from fnmatch import fnmatch
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files

STYLES = (
    "assets/stylesheets/main.*.min.css",
    "assets/stylesheets/palette.*.min.css",
    "katex/katex.min.css",
    "styles.css",
)
"""In the order in which they apply; all become the last."""
SCRIPTS = "figures.js", "accessibility.js", "assets/javascripts/bundle.*.min.js"
"""All become the last."""
FIRST = [
    Path(__file__).with_name(name) for name in ("lazy-search.js", "defer-details.js")
]
"""What comes before the theme's script."""
WORKER = "assets/javascripts/workers/search.*.min.js"
IN_WORKER = Path(__file__).with_name("lunr-patch.js")
"""What comes after the theme's script that searches."""
SOURCE_MAP = re.compile(r"\n?/[/*]# sourceMappingURL=\S+(?: ?\*/)?\s*$")
OTHER_COLOURS = re.compile(
    r"(?<![^{}])[^{}]*\[data-md-color-(?:primary|accent)=(?!custom)[^{}]*\{[^{}]*\}"
)
"""Rules for colours that this site's palette does not name."""
RULE = re.compile(r"(?<![^{}])([^{}@]+)\{[^{}]*\}")
UNUSED = re.compile(
    r"\[dir=rtl\]"
    r"|\.md-(?:post|author|profile|tag|pagination|feedback|consent|annotation)\b"
    r"|\.(?:giscus|task-list)\b"
    r"|\[data-md-color-switching\]"
)
"""What a blog, tags, feedback and the like need, and scripts from right to left.

And what stops transitions while the colours change, on every element: for that the
theme makes all styles anew on each page, since it sets the colours once at its start.
"""
ADMONITION = re.compile(r"^[> \t]*(?:!!!|\?\?\?\+?)[ \t]+([\w-]+)", re.MULTILINE)
ICON = re.compile(r"--md-(admonition-icon-|status)-([\w-]+):\s*url\([^)]*\);?")
"""The icon of a kind of admonition, or of a state that a page can have in the menu."""
FONT = re.compile(r"@font-face\{([^}]*?url\(([^)]+)\) format\(.woff2.\))[^}]*\}")
"""A font of KaTeX: what to say of it, and its file; formats for old browsers follow."""


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Put together what each page needs, and leave the source maps out.

    Raises:
        PluginError: The theme has other files than this hook knows.
    """
    for file in list(files):
        if file.src_uri.endswith(".map"):
            files.remove(file)
    *parts, styles = (_find(files, name) for name in STYLES)
    texts = [_relative(part, _text(part)) for part in parts]
    used = {
        kind
        for file in files.documentation_pages()
        for kind in ADMONITION.findall(file.content_string)
    }
    texts[0] = ICON.sub(lambda icon: icon[0] if icon[2] in used else "", texts[0])
    texts[0] = RULE.sub(_used, texts[0])
    texts[1] = RULE.sub(_used, OTHER_COLOURS.sub("", texts[1]))
    texts[2] = FONT.sub(lambda font: _font(font, files), texts[2])
    styles.content_string = "\n".join([*texts, _text(styles)])
    *ours, script = (_find(files, name) for name in SCRIPTS)
    first = [file.read_text("utf-8") for file in FIRST]
    script.content_string = "\n".join([*first, *map(_text, [script, *ours])])
    worker = _find(files, WORKER)
    worker.content_string = f"{_text(worker)}\n{IN_WORKER.read_text('utf-8')}"
    for part in [*parts, *ours]:
        files.remove(part)
    return files


def _find(files: Files, pattern: str) -> File:
    found = [file for file in files if fnmatch(file.src_uri, pattern)]
    if len(found) != 1:
        raise PluginError(
            f"hooks/assets.py: the theme has {len(found)} files {pattern}, not one. "
            "Look at its base.html for what a page loads, and correct the hook."
        )
    return found[0]


def _text(file: File) -> str:
    return SOURCE_MAP.sub("", file.content_string)


def _used(rule: re.Match) -> str:
    """Return the rule if any of its selectors may apply here."""
    unused = all(UNUSED.search(each) for each in rule[1].split(","))
    return "" if unused else rule[0]


def _font(font: re.Match, files: Files) -> str:
    """Return the rule for a font that the site has; no formula uses the others."""
    said, file = font.groups()
    return f"@font-face{{{said}}}" if files.get_file_from_path(file) else ""


def _relative(file: File, text: str) -> str:
    """Let addresses that are relative to a style sheet be relative to the root."""
    folder = file.src_uri.rpartition("/")[0]
    return re.sub(r"url\((?![\"']?(?:data:|/))", f"url({folder}/", text)
