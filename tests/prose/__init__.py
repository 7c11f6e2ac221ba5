"""Prose linter of the pages: `python -m tests.prose`."""
