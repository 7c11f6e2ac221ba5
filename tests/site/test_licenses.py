"""Licenses of the packages inside Vega and the theme are on the site."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import material
import vl_convert

from tests.support.scratch_site import Build

PACKAGE = r"(?:@[\w.-]+/)?[a-z][\w.-]*"
LICENSES = "licences.txt"


def find_vega_packages() -> Iterator[str]:
    """Find the packages that the bundle of Vega is made from."""
    folder = Path(vl_convert.__file__).parent
    library = max(folder.glob("vl_convert.*"), key=lambda file: file.stat().st_size)
    names = re.findall(rb"npm/(%s)@\d" % PACKAGE.encode(), library.read_bytes())
    return map(bytes.decode, set(names))


def find_theme_packages() -> Iterator[str]:
    """Find the packages that the theme's scripts and styles are made from."""
    assets = Path(material.__file__).parent / "templates" / "assets"
    for file in assets.rglob("*.map"):
        for source in json.loads(file.read_text("utf-8"))["sources"]:
            yield from re.findall(rf"node_modules/({PACKAGE})", source)


def test_every_package_is_named_with_its_license(site: Build):
    """One that a new version of Vega or of the theme brings along is missing here."""
    lines = (site.folder / LICENSES).read_text("utf-8").splitlines()
    named = {
        name
        for line in lines
        if line.endswith(")")
        for name in line.rpartition(" (")[0].split(", ")
    }
    packages = set(find_vega_packages()) | set(find_theme_packages())
    assert {"vega", "d3-array", "rxjs", "lunr"} < packages
    assert packages - named == set(), f"add what their LICENSE says to {LICENSES}"
