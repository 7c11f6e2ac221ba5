"""How to cite a page: BibTeX, a sentence, and linked data, from CITATION.cff."""

import re
from dataclasses import dataclass
from datetime import date
from html import unescape
from pathlib import Path
from typing import Any

import yaml

from docs._engine.pages.provenance import PageProvenance

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
    """How to cite a page."""

    work: dict[str, Any]
    """What CITATION.cff says of the guide."""
    article: str
    """The HTML of the page."""
    provenance: PageProvenance
    menu_title: str
    """The title of a page without a heading."""
    url: str
    """The address of the page relative to the site."""
    site: str | None
    """The absolute address of the site, if it is known."""

    @property
    def _title(self) -> str:
        return article_title(self.article, self.menu_title)

    @property
    def _authors(self) -> list[str]:
        return [
            author.get("name") or f"{author['given-names']} {author['family-names']}"
            for author in self.work["authors"]
        ]

    @property
    def _day(self) -> str:
        """The day of the last edit, or else of the release, in ISO 8601."""
        return str(self.provenance.edited or self.work["date-released"])

    @property
    def _edition(self) -> str:
        keras = self.provenance.versions["Keras"]
        return f"version {self.work['version']}, for Keras {keras}"

    @property
    def _address(self) -> str | None:
        return f"{self.site}{self.url}" if self.site else None

    @property
    def bibtex(self) -> str:
        """The citation as an entry of BibTeX."""
        day = date.fromisoformat(self._day)
        guide = self.work["title"]
        words = re.findall(r"[a-z0-9]+", f"{guide} {self._title}".lower())
        fields = {
            "author": " and ".join(f"{{{_escape(name)}}}" for name in self._authors),
            "title": f"{{{_escape(self._title)}}}",
            "howpublished": f"{_escape(guide)}, {self._edition}",
            "year": day.year,
            "month": day.month,
            "url": self._address,
        }
        lines = [f"  {key} = {{{value}}}" for key, value in fields.items() if value]
        entry = ["-".join(dict.fromkeys(words)), *lines]
        return "@misc{" + ",\n".join(entry) + "\n}"

    @property
    def text(self) -> str:
        """The citation as a sentence."""
        parts = [
            f"{', '.join(self._authors)}: {self._title}.",
            f"{self.work['title']}, {self._edition}, {self._day}.",
            self._address,
        ]
        return " ".join(filter(None, parts))

    def linked_data(self, description: str | None, language: str) -> dict[str, Any]:
        """Return what schema.org calls a TechArticle."""
        topic, _, _ = self.url.partition("/")
        data = {
            "@context": "https://schema.org",
            "@type": "TechArticle",
            "headline": self._title,
            "description": description,
            "inLanguage": language,
            "dateModified": self.provenance.edited,
            "author": [
                {"@type": "Organization", "name": name} for name in self._authors
            ],
            "license": LICENSE,
            "url": self._address,
            "about": [
                {"@type": "Thing", "name": TECHNIQUES.get(topic, "Regularization")},
                {
                    "@type": "SoftwareApplication",
                    "name": "Keras",
                    "softwareVersion": self.provenance.versions["Keras"],
                    "applicationCategory": "DeveloperApplication",
                },
            ],
            "citation": sorted(set(PUBLISHED.findall(self.article))),
            "isPartOf": {"@type": "WebSite", "name": self.work["title"]},
        }
        return {key: value for key, value in data.items() if value}


def load_work(root: Path) -> dict[str, Any] | None:
    """Return what CITATION.cff says of the guide; None without such a file."""
    file = root / "CITATION.cff"
    return yaml.safe_load(file.read_text("utf-8")) if file.is_file() else None


def article_title(article: str, default: str = "") -> str:
    """Return the heading of a page without markup, or else the default."""
    heading = HEADING.search(article)
    text = heading[1] if heading else default
    return unescape(re.sub(r"<[^>]+>", "", text)).strip()


def _escape(text: str) -> str:
    return SPECIAL.sub(r"\\\1", text)
