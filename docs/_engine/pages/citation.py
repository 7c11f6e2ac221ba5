"""How to cite a page: BibTeX, a sentence, and linked data, from CITATION.cff."""

import re
from dataclasses import dataclass, field
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import yaml

from docs._engine.pages.provenance import PageProvenance

FILE = "CITATION.cff"
LICENSE = "https://creativecommons.org/licenses/by/4.0/"
"""That of the text; LICENSE says so."""
HEADING = re.compile(r"<h1[^>]*>(.*?)(?:<a |</h1>)", re.DOTALL)
PUBLISHED = re.compile(r'href="(https://(?:doi|arxiv)\.org/[^"]+)"')
TECHNIQUES = {
    "dropout": "Dropout",
    "l1": "L1 regularization",
    "l2": "L2 regularization",
}
SPECIAL = re.compile(r"([&%#_$])")
"""Characters that BibTeX reads as commands."""


@dataclass(frozen=True)
class Citation:
    """Metadata of a page for citations."""

    authors: list[str]
    title: str
    work: str
    """The title of the guide."""
    version: str
    keras: str
    day: str
    """ISO 8601: of the last edit, or of the release."""
    edited: str | None = None
    """The day of the last edit, if it is known."""
    topic: str = ""
    """The first part of the page's address."""
    address: str | None = None
    """The absolute address, if it is known."""
    sources: list[str] = field(default_factory=list)
    """The addresses of the publications that the page cites."""

    @property
    def bibtex(self) -> str:
        """The citation as an entry of BibTeX."""
        day = date.fromisoformat(self.day)
        words = re.findall(r"[a-z0-9]+", f"{self.work} {self.title}".lower())
        fields = {
            "author": " and ".join(f"{{{_escape(name)}}}" for name in self.authors),
            "title": f"{{{_escape(self.title)}}}",
            "howpublished": f"{_escape(self.work)}, version {self.version}, "
            f"for Keras {self.keras}",
            "year": day.year,
            "month": day.month,
            "url": self.address,
        }
        lines = [f"  {key} = {{{value}}}" for key, value in fields.items() if value]
        entry = ["-".join(dict.fromkeys(words)), *lines]
        return "@misc{" + ",\n".join(entry) + "\n}"

    @property
    def text(self) -> str:
        """The citation as a sentence."""
        parts = [
            f"{', '.join(self.authors)}: {self.title}.",
            f"{self.work}, version {self.version}, for Keras {self.keras},",
            f"{self.day}.",
            self.address,
        ]
        return " ".join(filter(None, parts))

    def linked_data(self, description: str | None, language: str) -> dict[str, Any]:
        """Return what schema.org calls a TechArticle."""
        data = {
            "@context": "https://schema.org",
            "@type": "TechArticle",
            "headline": self.title,
            "description": description,
            "inLanguage": language,
            "dateModified": self.edited,
            "author": [
                {"@type": "Organization", "name": name} for name in self.authors
            ],
            "license": LICENSE,
            "url": self.address,
            "about": [
                {
                    "@type": "Thing",
                    "name": TECHNIQUES.get(self.topic, "Regularization"),
                },
                {
                    "@type": "SoftwareApplication",
                    "name": "Keras",
                    "softwareVersion": self.keras,
                    "applicationCategory": "DeveloperApplication",
                },
            ],
            "citation": self.sources,
            "isPartOf": {"@type": "WebSite", "name": self.work},
        }
        return {key: value for key, value in data.items() if value}


def load_work(root: Path) -> dict[str, Any] | None:
    """Return what CITATION.cff says of the guide; None without such a file."""
    file = root / FILE
    return yaml.safe_load(file.read_text("utf-8")) if file.is_file() else None


def cite_page(
    work: dict[str, Any],
    article: str,
    provenance: PageProvenance,
    title: str = "",
    url: str = "",
    address: str | None = None,
) -> Citation:
    """Return the citation of a page.

    Args:
        work: What CITATION.cff says.
        article: The HTML of the page.
        provenance: What the page rests on.
        title: Its title in the menu, for a page without a heading.
        url: Its address relative to the site.
        address: Its absolute address, if that is known.
    """
    return Citation(
        authors=[_author_name(author) for author in work["authors"]],
        title=article_title(article, title),
        work=work["title"],
        version=work["version"],
        keras=provenance.versions["Keras"],
        day=str(provenance.edited or work["date-released"]),
        edited=provenance.edited,
        topic=url.partition("/")[0],
        address=address or None,
        sources=sorted(set(PUBLISHED.findall(article))),
    )


def article_title(article: str, default: str = "") -> str:
    """Return the title that is shown on a page, without markup.

    Args:
        article: The HTML of the page.
        default: The title of a page without a heading.
    """
    heading = HEADING.search(article)
    text = heading[1] if heading else default
    return unescape(re.sub(r"<[^>]+>", "", text)).strip()


def _author_name(author: dict[str, str]) -> str:
    return author.get("name") or f"{author['given-names']} {author['family-names']}"


def _escape(text: str) -> str:
    return SPECIAL.sub(r"\\\1", text)
