"""A run of everything uses all cores."""

import os

import pytest


@pytest.hookimpl(wrapper=True)
def pytest_cmdline_main(config: pytest.Config):
    """Let a run of everything use all cores; `-n 0` keeps it in one process."""
    option = config.option
    everything = config.args_source is config.ArgsSource.TESTPATHS
    alone = option.collectonly or option.usepdb
    alone = alone or getattr(option, "update_output", True)
    # A worker comes here, too; it must not start workers.
    worker = "PYTEST_XDIST_WORKER" in os.environ
    if everything and not (alone or worker) and option.numprocesses is None:
        option.numprocesses = os.cpu_count()
    return (yield)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log):
    """With `-n`, run the tests of a file, or of a folder in tests/, on one worker.

    They share what is slow to make: a browser, an import of Keras. Those of the site
    take longest, and are shared out by file: to build it twice is quick.
    The examples of the pages share nothing, and go to whichever worker is free.
    """
    from xdist.scheduler import LoadScopeScheduling

    class Scheduler(LoadScopeScheduling):
        def _split_scope(self, nodeid: str) -> str:
            folders = nodeid.partition("::")[0].split("/")
            if folders[0] != "tests":
                return nodeid
            return "/".join(folders[: 3 if folders[1] in ("checks", "site") else 2])

    return Scheduler(config, log) if config.getvalue("dist") == "load" else None
