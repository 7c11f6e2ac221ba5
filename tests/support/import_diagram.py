"""Diagram of packages and import directions: `python -m tests.support.import_diagram`.

Draws what the code imports, on the floors that the layers contracts in pyproject.toml
set. With `--mermaid` the diagram is one for Mermaid. Ends with 1 if an arrow points
upwards or sideways, or if imports run in a circle.
"""

import argparse
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass

import grimp

from docs._engine.core.paths import ROOT


@dataclass(frozen=True)
class Diagram:
    """Packages on floors, and what imports what."""

    name: str
    """The package that holds them; empty for the roots."""
    floors: list[list[str]]
    """The packages of each floor, from the top."""
    arrows: dict[tuple[str, str], int]
    """The number of imports from the first package into the second."""

    def wrong_arrows(self) -> list[tuple[str, str]]:
        """Return the imports that do not point downwards."""
        height = {room: -at for at, floor in enumerate(self.floors) for room in floor}
        return [arrow for arrow in self.arrows if height[arrow[0]] <= height[arrow[1]]]

    def as_text(self) -> str:
        """Return the diagram as text, one line for each package."""
        width = max(len(room) for floor in self.floors for room in floor)
        violations = self.wrong_arrows()
        lines = [self.name or "the repository"]
        for at, floor in enumerate(self.floors):
            number = str(len(self.floors) - at)
            for room in floor:
                targets = ", ".join(
                    f"{'WRONG ' * ((room, target) in violations)}{target} ({count})"
                    for lower in self.floors
                    for target in lower
                    if (count := self.arrows.get((room, target)))
                )
                arrow = f"→ {targets}" if targets else ""
                lines.append(f"  {number:>2}  {room:{width}}  {arrow}".rstrip())
                number = ""
        return "\n".join(lines)

    def as_mermaid(self) -> str:
        """Return the diagram in the language of Mermaid."""
        lines = ["flowchart TD"]
        for at, floor in enumerate(self.floors):
            number = len(self.floors) - at
            lines.append(f'  subgraph floor{number}["{number}"]')
            lines += [f"    {_identifier(room)}[{room}]" for room in floor]
            lines.append("  end")
        lines += [
            f"  {_identifier(room)} --> {_identifier(target)}"
            for room, target in self.arrows
        ]
        return "\n".join(lines)


def load_diagrams() -> tuple[list[Diagram], list[str]]:
    """Return a diagram for each layers contract, and the circles, each as a line."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        settings = tomllib.load(file)["tool"]["importlinter"]
    graph = grimp.build_graph(*settings["root_packages"], cache_dir=None)
    diagrams = [
        _draw(graph, container, contract["layers"])
        for contract in settings["contracts"]
        if contract["type"] == "layers"
        for container in contract.get("containers", [""])
    ]
    circles = [
        f"{importer} → {imported} closes a circle"
        for root in settings["root_packages"]
        for package in sorted({root, *graph.find_descendants(root)})
        for importer, imported in sorted(graph.nominate_cycle_breakers(package))
    ]
    return diagrams, circles


def _draw(graph: grimp.ImportGraph, container: str, layers: list[str]) -> Diagram:
    prefix = f"{container}." if container else ""
    floors = [
        [
            name
            for part in layer.split("|")
            if prefix + (name := part.strip(" ()")) in graph.modules
        ]
        for layer in layers
    ]
    floors = [floor for floor in floors if floor]
    rooms = [room for floor in floors for room in floor]
    arrows: dict[tuple[str, str], int] = {}
    for room in rooms:
        for imported in _imports_of(graph, prefix + room):
            for target in rooms:
                inside = f"{imported}.".startswith(f"{prefix}{target}.")
                if inside and target != room:
                    arrows[room, target] = arrows.get((room, target), 0) + 1
    return Diagram(container, floors, arrows)


def _imports_of(graph: grimp.ImportGraph, package: str) -> Iterator[str]:
    """Yield each module that a module of a package imports."""
    for module in sorted({package, *graph.find_descendants(package)}):
        yield from sorted(graph.find_modules_directly_imported_by(module))


def _identifier(room: str) -> str:
    return room.replace(".", "-")


def main() -> int:
    """Run the command and return its exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.support.import_diagram",
        description="Draw packages and import directions.",
    )
    parser.add_argument("--mermaid", action="store_true", help="draw for Mermaid")
    options = parser.parse_args()
    diagrams, circles = load_diagrams()
    for diagram in diagrams:
        print(diagram.as_mermaid() if options.mermaid else diagram.as_text())
        print()
    problems = [
        f"{room} → {target} does not point downwards"
        for diagram in diagrams
        for room, target in diagram.wrong_arrows()
    ]
    problems += circles
    print("\n".join(problems) or "Every import points downwards, and none in a circle.")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
