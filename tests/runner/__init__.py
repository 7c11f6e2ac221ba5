"""Pytest plugin that runs every example of a page as its reader would.

docs._engine.pages finds the examples. Then

- `plugin` makes each of them a test;
- `runner` runs it in a process of its own: one that a `server` forks which has imported
  Keras, or a new Python (`fresh`). `startup` prepares both;
- `sandbox` and `terminal` are what it finds there, `packages` what it must not find,
  and `outcome` is how it ended;
- `comparison` compares what it did with what the page shows;
- `update_output` rewrites the output that a page shows.

Apart from these,

- `requirements` expects failures where a check or example needs a newer Keras;
- `run_record` writes the record of a whole run, which publishing requires;
- `scheduling` spreads a run over all cores;
- `slow` leaves out the slow tests, unless `--slow` is given.
"""
