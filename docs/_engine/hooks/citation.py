"""How to cite a page, for readers and for programs, from CITATION.cff and the build."""

import re
from datetime import date
from html import unescape
from pathlib import Path

import yaml
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.theme import Theme

CITATION = "CITATION.cff"
LICENSE = "https://creativecommons.org/licenses/by/4.0/"
"""That of the text; LICENSE says so."""
PUBLISHED = re.compile(r'href="(https://(?:doi|arxiv)\.org/[^"]+)"')
TECHNIQUES = {
    "dropout": "Dropout",
    "l1": "L1 regularization",
    "l2": "L2 regularization",
}
SPECIAL = re.compile(r"([&%#_$])")


def on_page_context(context: dict, page: Page, config: MkDocsConfig, nav: Navigation):
    """Give the template the citation in its forms."""
    file = Path(config.config_file_path).parent / CITATION
    if not file.is_file():
        return
    work = yaml.safe_load(file.read_text("utf-8"))
    known = context["provenance"]
    day = str(known["edited"] or work["date-released"])
    site = config.extra["address"]
    facts = {
        "authors": [_name(author) for author in work["authors"]],
        "title": title(page),
        "work": work["title"],
        "version": work["version"],
        "keras": known["versions"]["Keras"],
        "day": day,
        "edited": known["edited"],
        "address": site and site + page.url.removeprefix("./"),
    }
    context["citation"] = {"bibtex": bibtex(facts), "text": plain(facts)}
    context["linked_data"] = linked_data(facts, page, config.theme)


def title(page: Page) -> str:
    """Return the title that stands on the page, without markup."""
    heading = re.search(r"<h1[^>]*>(.*?)(?:<a |</h1>)", page.content or "", re.DOTALL)
    text = heading[1] if heading else page.title or ""
    return unescape(re.sub(r"<[^>]+>", "", text)).strip()


def bibtex(facts: dict) -> str:
    """Return the citation as an entry of BibTeX."""
    day = date.fromisoformat(facts["day"])
    words = re.findall(r"[a-z0-9]+", f"{facts['work']} {facts['title']}".lower())
    fields = {
        "author": " and ".join(f"{{{_escaped(name)}}}" for name in facts["authors"]),
        "title": f"{{{_escaped(facts['title'])}}}",
        "howpublished": f"{_escaped(facts['work'])}, version {facts['version']}, "
        f"for Keras {facts['keras']}",
        "year": day.year,
        "month": day.month,
        "url": facts["address"],
    }
    lines = [f"  {key} = {{{value}}}" for key, value in fields.items() if value]
    return "@misc{" + ",\n".join(["-".join(dict.fromkeys(words)), *lines]) + "\n}"


def plain(facts: dict) -> str:
    """Return the citation as a sentence."""
    parts = [
        f"{', '.join(facts['authors'])}: {facts['title']}.",
        f"{facts['work']}, version {facts['version']}, for Keras {facts['keras']},",
        f"{facts['day']}.",
        facts["address"],
    ]
    return " ".join(filter(None, parts))


def linked_data(facts: dict, page: Page, theme: Theme) -> dict:
    """Return what schema.org calls a TechArticle."""
    topic = page.url.split("/")[0]
    data = {
        "@context": "https://schema.org",
        "@type": "TechArticle",
        "headline": facts["title"],
        "description": page.meta.get("description"),
        "inLanguage": theme["language"],
        "dateModified": facts["edited"],
        "author": [
            {"@type": "Organization", "name": name} for name in facts["authors"]
        ],
        "license": LICENSE,
        "url": facts["address"],
        "about": [
            {"@type": "Thing", "name": TECHNIQUES.get(topic, "Regularization")},
            {
                "@type": "SoftwareApplication",
                "name": "Keras",
                "softwareVersion": facts["keras"],
                "applicationCategory": "DeveloperApplication",
            },
        ],
        "citation": sorted(set(PUBLISHED.findall(page.content or ""))),
        "isPartOf": {"@type": "WebSite", "name": facts["work"]},
    }
    return {key: value for key, value in data.items() if value}


def _name(author: dict) -> str:
    return author.get("name") or f"{author['given-names']} {author['family-names']}"


def _escaped(text: str) -> str:
    return SPECIAL.sub(r"\\\1", text)
