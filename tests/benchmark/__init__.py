"""What it costs to run each example in a process of its own.

`uv run python -m tests.benchmark` runs the same examples four ways and prints a table.

- `project` writes a site with as many examples as wanted;
- `measure` runs a command and adds up what all of its processes take.
"""
