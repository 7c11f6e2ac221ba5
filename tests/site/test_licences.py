"""Whoever's work readers' browsers load is named, with its licence."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import material
import vl_convert

from tests.support.scratch_site import Build

PACKAGE = r"(?:@[\w.-]+/)?[a-z][\w.-]*"
LICENCES = "licences.txt"


def in_vega() -> Iterator[str]:
    """Give the packages that the bundle of Vega is made from."""
    folder = Path(vl_convert.__file__).parent
    library = max(folder.glob("vl_convert.*"), key=lambda file: file.stat().st_size)
    names = re.findall(rb"npm/(%s)@\d" % PACKAGE.encode(), library.read_bytes())
    return map(bytes.decode, set(names))


def in_theme() -> Iterator[str]:
    """Give the packages that the theme's scripts and styles are made from."""
    assets = Path(material.__file__).parent / "templates" / "assets"
    for file in assets.rglob("*.map"):
        for source in json.loads(file.read_text("utf-8"))["sources"]:
            yield from re.findall(rf"node_modules/({PACKAGE})", source)


def test_every_package_is_named_with_its_licence(site: Build):
    """One that a new version of Vega or of the theme brings along is missing here."""
    lines = (site.folder / LICENCES).read_text("utf-8").splitlines()
    named = {
        name
        for line in lines
        if line.endswith(")")
        for name in line.rpartition(" (")[0].split(", ")
    }
    found = set(in_vega()) | set(in_theme())
    assert {"vega", "d3-array", "rxjs", "lunr"} < found
    assert found - named == set(), f"add what their LICENSE says to {LICENCES}"
