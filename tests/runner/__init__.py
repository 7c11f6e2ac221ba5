"""Pytest plugin that runs every fenced Python example of a page, and its tests.

docs._engine.pages reads a page and finds its examples. Then:

- `plugin` puts them into pytest-codeblocks' collector and item;
- `runner` runs an example in a process of its own, in which `child` does the work and
  `preload` is imported already;
- `comparison` compares the outcome with what the page shows;
- `update_output` rewrites the output that a page shows (`--update-output`);
- `requirements` expects a failure where Keras lacks what a test needs;
- `run_record` records a run of everything, which publishing asks for;
- `scheduling` shares the tests out among workers;
- `slow` leaves out the slow tests unless `--slow` is given.
"""
