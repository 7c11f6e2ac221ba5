"""Put measured numbers into sentences: `{{ file/key/key }}`.

A quantity comes with its spread. What was not measured stops the build.
"""

import math
import re
from xml.etree.ElementTree import Element

from markdown import Markdown
from markdown.inlinepatterns import InlineProcessor
from markdown.util import AtomicString

from docs._engine.core.results import lookup, reference_error

SPACE = "\N{NO-BREAK SPACE}"
SUPERSCRIPT = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")


def format_quantity(part: object) -> str:
    """Return a part of the results as a sentence shows it.

    A quantity is shown as mean ± half of its interval, with its unit; a gain with its
    sign. Numbers and words stand as they are.
    """
    if isinstance(part, dict):
        mean, half_width, unit = part["mean"], part["half"], part.get("unit", "")
        digits = max(0, 1 - math.floor(math.log10(half_width or 1)))
        sign = "+" if "verdict" in part and round(mean, digits) else ""
        mean = round(mean, digits) or 0.0  # Not −0.0.
        text = f"{mean:{sign}.{digits}f} ± {half_width:.{digits}f}"
        if not half_width:
            text = f"{mean:{sign}g}"  # The same for every seed.
        text = text.replace("-", "−").replace(" ", SPACE)
        # A line may break before a unit, so that a column of a table can be narrow.
        return text + (unit if unit == "%" else f" {unit}".rstrip())
    if isinstance(part, float) and 0 < abs(part) < 1e-3:
        mantissa, _, exponent = f"{part:e}".partition("e")
        mantissa = mantissa.rstrip("0").rstrip(".")
        return f"{mantissa} × 10{str(int(exponent)).translate(SUPERSCRIPT)}".replace(
            " ", SPACE
        )
    return str(part).replace("-", "−") if isinstance(part, int | float) else str(part)


class MeasurementProcessor(InlineProcessor):
    """Replaces a reference by the measured number that it names."""

    def __init__(self, md: Markdown):
        super().__init__(r"\{\{\s*([^{}]+?)\s*\}\}", md)

    def handleMatch(  # type: ignore[override]  # InlineProcessor does it, too.
        self, match: re.Match[str], data: str
    ) -> tuple[Element, int, int]:
        reference = match[1]
        part = lookup(reference)
        if isinstance(part, list | dict) and "mean" not in part:
            problem = f"it is more than one number. Add one of the keys {[*part]}."
            raise reference_error(reference, problem)
        element = Element("data", {"class": "measured", "value": reference})
        if isinstance(part, dict):
            element.set("title", _tooltip(part))
        element.text = AtomicString(format_quantity(part))
        return element, match.start(0), match.end(0)


def _tooltip(part: dict) -> str:
    words = f"mean of {len(part['values'])} seeds ± half of its 95% interval"
    if "verdict" in part:
        words += f"; corrected for all differences on this data: {part['verdict']}"
    if "detectable" in part:
        words += f", where {part['detectable']:g} {part['unit']} would be detectable"
    return words
