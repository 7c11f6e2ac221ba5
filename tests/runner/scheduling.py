"""Run on all cores, and share the tests out among the workers."""

import os
from collections.abc import Generator
from typing import Any

import pytest

MORE_WORKERS = 2
"""Workers beyond the number of cores: tests wait for browsers and processes."""
TOGETHER = ("tests/publish/",)
"""Folders whose tests share what takes long to prepare, and run on one worker."""


@pytest.hookimpl(wrapper=True)
def pytest_cmdline_main(config: pytest.Config) -> Generator[None, Any, Any]:
    """Let a run of everything, or of all pages, use all cores; `-n 0` uses one."""
    option = config.option
    everything = config.args_source is config.ArgsSource.TESTPATHS
    pages = config.args == ["docs"] and config.invocation_params.dir == config.rootpath
    alone = option.collectonly or option.usepdb
    alone = alone or getattr(option, "update_output", True)
    # A worker comes here, too; it must not start workers.
    worker = "PYTEST_XDIST_WORKER" in os.environ
    is_large = (everything or pages) and option.codeblocks
    if is_large and not (alone or worker) and option.numprocesses is None:
        cores = os.cpu_count() or 1
        option.numprocesses = cores + (MORE_WORKERS if everything else 0)
    return (yield)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """With `-n`, run the tests of a file on one worker, files of many tests first.

    They share what takes long to prepare: a browser, an import of Keras. The examples
    of the pages share nothing, and go to whichever worker is free.
    """
    from xdist.scheduler import LoadScopeScheduling

    class Scheduler(LoadScopeScheduling):  # type: ignore[misc]
        def _split_scope(self, nodeid: str) -> str:
            for folder in TOGETHER:
                if nodeid.startswith(folder):
                    return folder
            file = nodeid.partition("::")[0]
            return file if file.startswith("tests/") else nodeid

    return Scheduler(config, log) if config.getvalue("dist") == "load" else None
