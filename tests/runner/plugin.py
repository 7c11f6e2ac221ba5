"""Pytest plugin that collects and runs the examples of pages and notebooks.

It replaces the collector and the item of pytest-codeblocks by the classes below.
pytest-codeblocks keeps its option `--codeblocks`, its choice of files and its reading
of directives.
"""

import gc
import os
import re
import signal
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import pytest
import pytest_codeblocks.plugin
from mkdocs.exceptions import ConfigurationError

from docs._engine.pages.examples import Example, find_examples
from docs._engine.pages.page import PageError
from docs._engine.pages.published import file_problem
from docs._engine.pages.settings import SiteSettings
from tests.runner.comparison import (
    equal_but_numbers,
    failure_reason,
    output_difference,
    printed_output,
    unstable_output,
)
from tests.runner.names import example_names, resolve_line
from tests.runner.runner import Runner
from tests.runner.update_output import ShownOutputs

if TYPE_CHECKING:
    from _pytest._code.code import TerminalRepr

pytest_plugins = [
    "tests.runner.requirements",
    "tests.runner.run_record",
    "tests.runner.scheduling",
    "tests.runner.slow",
]

SITE = pytest.StashKey[SiteSettings]()
RUNNER = pytest.StashKey[Runner]()
SHOWN_OUTPUTS = pytest.StashKey[ShownOutputs]()
OTHER_NUMBERS = "other numbers"
"""The property of an example that prints other numbers than shown, or warns."""


class ExampleError(Exception):
    """An example does not do what its page shows. The message begins with page:line."""


class ExampleItem(pytest_codeblocks.plugin.TestBlock):  # type: ignore[misc]
    """One example, run in a process of its own."""

    obj: Example

    def runtest(self) -> None:
        """Run the example and compare its output with the one shown."""
        stash, root = self.config.stash, self.config.rootpath
        outcome = stash[RUNNER].run(self.obj.code)
        allow_other_numbers = self.config.option.other_numbers
        if allow_other_numbers:
            # Another back end warns of other things, in its own words.
            if outcome.warnings:
                self.user_properties.append((OTHER_NUMBERS, True))
            if not outcome.exit_code:
                outcome = replace(outcome, warnings=[], stderr="")
        if problem := failure_reason(self.obj, outcome, root):
            raise ExampleError(problem)
        if problem := output_difference(self.obj, outcome, root):
            if allow_other_numbers and equal_but_numbers(self.obj, outcome):
                self.user_properties.append((OTHER_NUMBERS, True))
                return
            if self.obj.output is None or SHOWN_OUTPUTS not in stash:
                raise ExampleError(problem)
            # Alone: what a server forks has the order of sets in common.
            second = stash[RUNNER].run(self.obj.code, alone=True)
            text = printed_output(self.obj, outcome)
            if printed_output(self.obj, second) != text:
                raise ExampleError(unstable_output(self.obj, outcome, second, root))
            stash[SHOWN_OUTPUTS].replace(self.obj, text)

    def repr_failure(
        self, excinfo: pytest.ExceptionInfo[BaseException]
    ) -> "str | TerminalRepr":
        """Show the message alone: the runner's frames say nothing about the page."""
        if isinstance(excinfo.value, (ExampleError, PageError)):
            return str(excinfo.value)
        return pytest.Item.repr_failure(self, excinfo)

    def reportinfo(self) -> tuple[Path, int, str]:
        """Return the page and line of the example."""
        return self.path, self.obj.line - 1, f"{self.obj.page}:{self.obj.line}"


class _ExampleFile(pytest.File):
    """A file whose examples are tests."""

    def read(self) -> list[Example]:
        raise NotImplementedError

    def collect(self) -> Iterator[ExampleItem]:
        """Yield an item for each example."""
        examples = self.read()
        source = self.path.read_text("utf-8-sig").splitlines()
        names = example_names(examples, source, self.config.rootpath)
        for name, example in zip(names, examples, strict=True):
            item = ExampleItem.from_parent(self, name=name)
            item.obj = example
            for mark in example.marks:
                item.add_marker(mark)
            yield item

    def repr_failure(  # type: ignore[override]  # pytest narrows it the same way.
        self, excinfo: pytest.ExceptionInfo[BaseException]
    ) -> "str | TerminalRepr":
        """Show the message alone, which begins with page:line."""
        if isinstance(excinfo.value, PageError):
            return str(excinfo.value)
        return super().repr_failure(excinfo)


class MarkdownFile(_ExampleFile):
    """A Markdown page."""

    def read(self) -> list[Example]:
        """Read the page with the site's own Markdown extensions."""
        stash, root = self.config.stash, self.config.rootpath
        if SHOWN_OUTPUTS in stash and self.path.is_relative_to(root):
            stash[SHOWN_OUTPUTS].remember(self.path.relative_to(root))
        return find_examples(self.path, stash[SITE])


class NotebookFile(_ExampleFile):
    """A notebook of the site."""

    def read(self) -> list[Example]:
        """Read its code cells."""
        return find_examples(self.path, self.config.stash[SITE])


class RefusedFile(_ExampleFile):
    """A file in docs/ that the site must not publish."""

    def read(self) -> list[Example]:
        """Say why, and what to do."""
        root = self.config.rootpath
        problem = file_problem(self.path.relative_to(root / "docs"))
        raise PageError(self.path.relative_to(root), 1, str(problem))


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option to accept new output, and the time limit."""
    parser.getgroup("general").addoption(
        "--update-output",
        action="store_true",
        help="write what examples print into the pages that show it",
    )
    parser.getgroup("general").addoption(
        "--other-numbers",
        action="store_true",
        help="accept numbers that differ from the page, and warnings (other backends)",
    )
    parser.getgroup("general").addoption(
        "--fresh",
        action="store_true",
        help="run each example in a Python that has imported nothing, as readers do",
    )
    parser.addini(
        "example_time_limit", "seconds that one example may take", default="120"
    )
    # In a variable, since mypy takes a text here for a type.
    args: Literal["args"] = "args"
    parser.addini(
        "example_preload",
        "modules that are imported once, for all examples that begin with them",
        type=args,
        default=[],
    )


def pytest_configure(config: pytest.Config) -> None:
    """Replace the collector of pytest-codeblocks; prepare the runner."""
    if sys.flags.optimize:
        raise pytest.UsageError(
            "Python runs without assert, so nothing would be tested. Leave out -O, and "
            "unset PYTHONOPTIMIZE."
        )
    pytest_codeblocks.plugin.MarkdownFile = MarkdownFile
    # Where nothing can be: the checks don't read this machine's ~/.keras/keras.json.
    os.environ["KERAS_HOME"] = f"{os.devnull}/keras"
    if not hasattr(config, "workerinput"):
        # Clean up as on Ctrl-C, which Python turns into this exception.
        signal.signal(signal.SIGTERM, signal.default_int_handler)
    config.stash[RUNNER] = Runner(
        _time_limit(config),
        config.getini("example_preload"),
        config.rootpath,
        shares="never" if config.option.fresh else "at the top",
    )
    if config.option.update_output:
        if hasattr(config, "workerinput") or getattr(
            config.option, "numprocesses", None
        ):
            raise pytest.UsageError("--update-output writes pages: run it without -n.")
        config.stash[SHOWN_OUTPUTS] = ShownOutputs(config.rootpath)


def _time_limit(config: pytest.Config) -> float:
    text = config.getini("example_time_limit")
    # More than the seconds of a year is too much for the timer.
    if not re.fullmatch(r"\d{1,7}(\.\d+)?", text) or not float(text):
        raise pytest.UsageError(
            f'pyproject.toml: example_time_limit: write seconds, as in "120": {text}'
        )
    return float(text)


@pytest.hookimpl(wrapper=True)
def pytest_collection(session: pytest.Session) -> Iterator[None]:
    """Read mkdocs.yml, before pytest-xdist starts its workers."""
    config = session.config
    if config.option.codeblocks:
        try:
            config.stash[SITE] = SiteSettings(config.rootpath / "mkdocs.yml")
        except ConfigurationError as error:
            raise pytest.UsageError(str(error)) from None
        config.args = [
            resolve_line(each, config.stash[SITE], config.rootpath)
            for each in config.args
        ]
    return (yield)


def pytest_collect_file(
    file_path: Path, parent: pytest.Collector
) -> pytest.File | None:
    """Collect the notebooks, and what must not be published.

    pytest-codeblocks collects the Markdown pages.
    """
    docs = parent.config.rootpath / "docs"
    if not parent.config.option.codeblocks or not file_path.is_relative_to(docs):
        return None
    file = file_path.relative_to(docs)
    if any(part.startswith("_") for part in file.parts[:-1]) or file.name[0] == ".":
        return None
    if file_problem(file):
        return RefusedFile.from_parent(parent, path=file_path)
    if file.suffix == ".py":
        return NotebookFile.from_parent(parent, path=file_path)
    return None


def pytest_collection_finish(session: pytest.Session) -> None:
    """Ask git before anything runs; look for garbage only among what tests make."""
    if outputs := session.config.stash.get(SHOWN_OUTPUTS, None):
        items = [item for item in session.items if isinstance(item, ExampleItem)]
        pages = [item.obj.page for item in items if item.obj.output]
        if unsafe := outputs.unsafe_pages(pages):
            raise pytest.UsageError("\n".join([*unsafe, "No page was written."]))
    gc.freeze()


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Write the pages; a page that must not be written fails the run."""
    if outputs := session.config.stash.get(SHOWN_OUTPUTS, None):
        outputs.write()
        if outputs.refusals:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_unconfigure(config: pytest.Config) -> None:
    """End the servers of the runner."""
    if runner := config.stash.get(RUNNER, None):
        runner.close()


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    """List the outputs that were updated, or why none was."""
    if outputs := config.stash.get(SHOWN_OUTPUTS, None):
        for location in outputs.updated:
            terminalreporter.write_line(f"{location}: output updated")
        for refusal in outputs.refusals:
            terminalreporter.write_line(refusal, red=True)
        if outputs.refusals:
            terminalreporter.write_line("No page was written.", red=True)
