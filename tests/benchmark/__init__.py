"""Benchmarks: what the examples of a site and its build cost, against a rival.

- `python -m tests.benchmark.examples`: a process for each example, against one for all;
- `python -m tests.benchmark.build`: this site, against its pages without our engine.
"""
