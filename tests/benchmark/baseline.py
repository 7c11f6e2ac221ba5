"""This site's pages as the theme would show them without any of our settings.

A rival to compare with: the theme's own fonts, and formulas set by MathJax while the
page is read, as the theme's documentation recommends it. What such a page would ask
other hosts for is served with it, or it would look faster here than it is.
"""

import re
import shutil
import subprocess
import sys
from pathlib import Path

from docs._engine.core.paths import ROOT

OUTSIDE = "outside"
FONTS = {
    "roboto": ["300", "300-italic", "400", "400-italic", "700", "700-italic"],
    "roboto-mono": ["400", "400-italic", "700", "700-italic"],
}
"""What the theme asks for: packages of the scope @fontsource, and their styles."""
PACKAGES = "mathjax@3", *(f"@fontsource/{font}" for font in FONTS)
MATHJAX = "es5/tex-mml-chtml.js"
CONFIGURE = r"""window.MathJax = {
  tex: { inlineMath: [["\\(", "\\)"]], displayMath: [["\\[", "\\]"]] },
  options: { ignoreHtmlClass: ".*|", processHtmlClass: "arithmatex" },
};
"""


def build_stock(folder: Path, packages: Path) -> Path:
    """Build the site of the theme's own settings, and return where it is.

    Args:
        folder: An empty folder.
        packages: A `node_modules` with the packages of `PACKAGES`.

    Raises:
        SystemExit: The build failed, or a package is missing.
    """
    source, site = folder / "source", folder / "site"
    for name in "docs", "snippets", "tests":
        ignored = shutil.ignore_patterns("__pycache__", "_theme")
        shutil.copytree(ROOT / name, source / name, ignore=ignored)
    (source / "mkdocs.yml").write_text(settings(), "utf-8")
    # What only our theme has.
    for page in (source / "docs").rglob("*.md"):
        text = page.read_text("utf-8")
        page.write_text(re.sub(r"(?m)^(icon|template): .*\n", "", text), "utf-8")
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-d", str(site)]
    build = subprocess.run(command, cwd=source, capture_output=True, text=True)
    if build.returncode:
        sys.exit(f"The stock site was not built.\n{build.stderr}")
    try:
        add_outside(site, packages)
    except FileNotFoundError as error:
        sys.exit(f"{error.filename} is missing: npm install {' '.join(PACKAGES)}")
    return site


def settings() -> str:
    """Return this site's mkdocs.yml with the theme's own settings and no hooks."""
    text = (ROOT / "mkdocs.yml").read_text("utf-8")
    for section in "theme", "hooks", "extra", "extra_css", "validation":
        text = re.sub(rf"(?m)^{section}:\n((  .*)?\n)+", "", text)
    # They change how formulas and code look, the others what a page says.
    text = re.sub(r"  - docs\._engine\.markdown\.(math|highlighting)\n", "", text)
    scripts = f"  - {OUTSIDE}/configure.js\n  - {OUTSIDE}/mathjax/{MATHJAX}\n"
    return f"{text}\ntheme:\n  name: material\nextra_javascript:\n{scripts}"


def add_outside(site: Path, packages: Path) -> None:
    """Put what pages ask other hosts for into the site, and let them ask there."""
    folder = site / OUTSIDE
    folder.mkdir()
    (folder / "configure.js").write_text(CONFIGURE, "utf-8")
    shutil.copytree(packages / "mathjax" / "es5", folder / "mathjax" / "es5")
    styles = []
    for font, names in FONTS.items():
        fonts = packages / "@fontsource" / font
        styles += [(fonts / f"{name}.css").read_text("utf-8") for name in names]
        shutil.copytree(fonts / "files", folder / "files", dirs_exist_ok=True)
    style = "\n".join(styles).replace("font-display: swap", "font-display: fallback")
    (folder / "fonts.css").write_text(style, "utf-8")
    for page in site.rglob("*.html"):
        root = "../" * len(page.relative_to(site).parent.parts)
        text = page.read_text("utf-8")
        text = re.sub(
            r'href="https://fonts\.googleapis\.com/[^"]*"',
            f'href="{root}{OUTSIDE}/fonts.css"',
            text,
        )
        page.write_text(text, "utf-8")
