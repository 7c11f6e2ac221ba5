"""List which layer takes which argument: `[arguments of all layers]` on its own."""

from xml.etree.ElementTree import Element, SubElement

from markdown.treeprocessors import Treeprocessor
from markdown.util import AtomicString

from docs._engine.core.results import lookup

PLACEHOLDER = "[arguments of all layers]"
COLUMNS = {
    "Penalties": lambda name: name.endswith("_regularizer") or name in ("l1", "l2"),
    "Constraints": lambda name: name.endswith("_constraint"),
    "Noise": lambda name: (
        name in ("rate", "stddev", "noise_shape", "seed") or "dropout" in name
    ),
}


class ArgumentsProcessor(Treeprocessor):
    """Replaces the placeholder by the table."""

    def run(self, root: Element) -> None:
        for element in root.iter("p"):
            if element.text == PLACEHOLDER:
                element.tag, element.text = "div", None
                element.set("class", "arguments")
                _add_table(element, lookup("arguments"))


def _add_table(parent: Element, layers: dict[str, dict[str, str]]) -> None:
    table = SubElement(parent, "table")
    row = SubElement(SubElement(table, "thead"), "tr")
    for title in "Layer", *COLUMNS:
        SubElement(row, "th", {"scope": "col"}).text = AtomicString(title)
    body = SubElement(table, "tbody")
    for layer, arguments in sorted(layers.items()):
        row = SubElement(body, "tr")
        name = SubElement(row, "th", {"scope": "row", "id": layer.lower()})
        SubElement(name, "code").text = AtomicString(layer)
        for is_in_column in COLUMNS.values():
            cell = SubElement(row, "td")
            for argument in filter(is_in_column, arguments):
                default = arguments[argument]
                code = SubElement(cell, "code")
                plain = default in ("None", "required")
                code.text = AtomicString(argument if plain else f"{argument}={default}")
                code.tail = "\u00a0(required) " if default == "required" else " "
