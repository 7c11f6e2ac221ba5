"""The comparison of builders notices whatever a page lacks."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.site.portability import FEATURES, compare, load_articles

ARTICLE = """<article>
<h1 id="page">Page<a class="headerlink" href="#page">¶</a></h1>
<p>Since <span class="katex"><math>x</math></span> it is
<data class="measured" value="a/b">1 ± 2</data>, and so on.
<a class="check" href="../checks/#so" title="So.">✓</a>
A <a class="term" href="../glossary/#mask" title="A mask.">mask</a> drops.</p>
<p class="needs">Keras ≥ 3.14</p>
<table><tr><th>a</th><td>b</td></tr></table>
<figure data-figure="x"><svg></svg></figure>
<pre><code>print(1)
</code></pre>
</article>"""
CHANGES = {
    "headings": ('id="page"', 'id="other"'),
    "formulas": ("<math>x</math>", "<math>y</math>"),
    "figures": ("<svg></svg>", ""),
    "check marks": ("../checks/#so", "/checks.md#so"),
    "terms": ("../glossary/#mask", "../glossary.md#mask"),
    "measured numbers": ("1 ± 2", "1 ± 3"),
    "tables": ("<td>b</td>", "<td>c</td>"),
    "code blocks": ("print(1)\n", "print(1)\n\n"),
    "requirement marks": ('class="needs"', ""),
    "links": ("../checks/#so", "/checks.md#so"),
    "text": ("so on", "so forth"),
}


def write(folder: Path, article: str) -> dict:
    """Write a site of one page, and read it."""
    page = folder / "l1" / "index.html"
    page.parent.mkdir(parents=True)
    page.write_text(f"<html><body>{article}</body></html>", "utf-8")
    return load_articles(folder)


@pytest.mark.parametrize("feature", FEATURES)
def test_each_difference_is_named(tmp_path: Path, feature: str):
    """By its kind and its page."""
    old, new = CHANGES[feature]
    assert old in ARTICLE
    ours = write(tmp_path / "ours", ARTICLE)
    theirs = write(tmp_path / "theirs", ARTICLE.replace(old, new))
    assert f"{feature} of l1" in compare(ours, theirs)


def test_equal_sites_are_equal(tmp_path: Path):
    """A folder may be linked to with the name of its page; a page may be missing."""
    ours = write(tmp_path / "ours", ARTICLE)
    article = ARTICLE.replace("../checks/#so", "../checks/index.html#so")
    assert compare(ours, write(tmp_path / "theirs", article)) == []
    more = {"l2": BeautifulSoup(ARTICLE, "html.parser")}
    assert compare(ours | more, ours) == ["no page l2"]
    assert compare(ours, ours | more) == ["new page l2"]
