"""Mutants of the examples of pages and of checks, each as a program that can run."""

import ast
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from docs._engine.core.paths import ROOT
from docs._engine.pages.checks import CHECKS, checks_by_topic
from docs._engine.pages.examples import Example, find_examples
from docs._engine.pages.settings import SiteSettings
from tests.mutation.operators import mutants
from tests.runner.comparison import failure_reason, output_difference
from tests.runner.outcome import Outcome

_RUN_CHECKS = """
if __name__ == "__main__":
    import sys

    import pytest as _pytest

    sys.path.append({root!r})
    _OPTIONS = ["-q", "--exitfirst", "--disable-plugin-autoload", "--rootdir=."]
    _CHECKS = [f"{{__file__}}::{{name}}" for name in {names}]
    sys.exit(_pytest.main([*_OPTIONS, "-p", "no:cacheprovider", *_CHECKS]))
"""


@dataclass(frozen=True)
class MutantRun:
    """A program to run, mutated or not, and the check that kills it."""

    page: str
    """The page, or the file of checks, that its score counts for."""
    location: str
    """File and line of the change; of the first line if nothing is changed."""
    source: str
    """That line."""
    change: str
    """The change; empty if nothing is changed."""
    number: int
    """How many equal changes of this line come before it, counted from 0."""
    code: str
    """The program."""
    check: Callable[[Outcome], str | None]
    """Returns why an outcome is not the expected one, or None."""
    expected: str = ""
    """The output that the check compares with, for the cache."""

    @property
    def identity(self) -> tuple[str, str, int]:
        """Location and change, which are the same on all pages that show a snippet."""
        return self.location, self.change, self.number

    @property
    def file(self) -> str:
        """The file that holds the change."""
        return self.location.rpartition(":")[0]

    @property
    def mutant(self) -> tuple[str, str, str]:
        """File, line and change, which stay when the line moves."""
        return self.file, self.source, self.change


def find_runs(path: Path, root: Path = ROOT) -> list[MutantRun]:
    """Return the unchanged programs of a file, each followed by its mutants.

    What needs another back end or a newer Keras is left out: it fails here anyway.

    Args:
        path: A page or a file of checks. A notebook's output is not compared.
        root: Root of the site.

    Raises:
        ValueError: There is nothing to mutate in such a file.
        PageError: The page cannot be read.
    """
    if path.name.startswith("test_"):
        return list(_of_checks(path, root))
    if path.suffix != ".md":
        raise ValueError(f"{path}: give pages or files of checks.")
    examples = find_examples(path, SiteSettings(root / "mkdocs.yml"))
    return [run for example in examples for run in _of_example(example, root)]


def _of_example(example: Example, root: Path) -> Iterator[MutantRun]:
    skipped = any(mark.name.startswith("skip") for mark in example.marks)
    if skipped or not all(each.is_met() for each in example.requirements):
        return

    def check(outcome: Outcome) -> str | None:
        return failure_reason(example, outcome, root) or output_difference(
            example, outcome, root
        )

    for mutant in mutants(example.code):
        origin = example.origins[mutant.line - 1]
        location = f"{example.page.as_posix()}:{origin.page_line}"
        if origin.snippet:
            snippet = origin.snippet.relative_to(root).as_posix()
            location = f"{snippet}:{origin.snippet_line}"
        yield MutantRun(
            page=example.page.as_posix(),
            location=location,
            source=example.code.splitlines()[mutant.line - 1].strip(),
            change=mutant.change,
            number=mutant.number,
            code=mutant.code,
            check=check,
            expected=example.output.text if example.output else "",
        )


def _of_checks(path: Path, root: Path) -> Iterator[MutantRun]:
    checks = checks_by_topic(root)[path.stem.removeprefix("test_")]
    runnable = {
        f"test_{check.name}"
        for check in checks
        if all(each.is_met() for each in check.requirements)
    }
    fixtures = (root / CHECKS / "conftest.py").read_text("utf-8")
    source = path.read_text("utf-8")
    lines = source.splitlines()
    name = path.relative_to(root).as_posix()
    tree = ast.parse(source)
    functions = [node for node in tree.body if isinstance(node, ast.FunctionDef)]
    for function in functions:
        names = [
            name for name in _checks_that_use(function, functions) if name in runnable
        ]
        if not names:
            continue
        # Other checks stay out: editing one leaves this result known.
        others = {each for each in functions if each.name.startswith("test_")}
        nodes = [n for n in tree.body if n not in others or n.name in names]
        start = function.lineno - 1
        unchanged, *changed = mutants("\n".join(lines[start : function.end_lineno]))
        for mutant in [unchanged, *changed]:
            if mutant.code.count("assert ") < unchanged.code.count("assert "):
                continue  # Without its assertion it says nothing about the rest.
            parts = []
            for node in nodes:
                text = lines[_first_line(node) - 1 : node.end_lineno]
                if node is function:
                    text = [*lines[_first_line(node) - 1 : start], mutant.code]
                parts.append("\n".join(text).rstrip())
            whole = "\n\n".join([*parts, fixtures])
            # A mutant is run from a folder that holds nothing else.
            whole = whole.replace("Path(__file__)", f"Path({path.as_posix()!r})")
            yield MutantRun(
                page=name,
                location=f"{name}:{start + mutant.line}",
                source=lines[start + mutant.line - 1].strip(),
                change=mutant.change,
                number=mutant.number,
                code=whole + _RUN_CHECKS.format(names=names, root=str(root)),
                check=_check_failure,
            )


def _first_line(node: ast.stmt) -> int:
    """Return the line on which a statement, or its first decorator, begins."""
    decorators = getattr(node, "decorator_list", [])
    return min(each.lineno for each in [node, *decorators])


def _checks_that_use(
    function: ast.FunctionDef, functions: list[ast.FunctionDef]
) -> list[str]:
    """Return the checks that use a function or fixture, also through another one."""
    used: set[str | None] = set()
    users: set[str | None] = {function.name}
    while users - used:
        used |= users
        users = {
            other.name
            for other in functions
            for node in ast.walk(other)
            if used & {getattr(node, "id", None), getattr(node, "arg", None)}
        }
    names = [other.name for other in functions if other.name in used]
    return [name for name in names if name.startswith("test_")]


def _check_failure(outcome: Outcome) -> str | None:
    if outcome.exit_code == 0 and outcome.finished:
        return None
    if outcome.timed_out:
        return "the time limit was reached"
    return outcome.error or f"exit code {outcome.exit_code}"
