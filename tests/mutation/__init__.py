"""Mutation testing: change one thing in an example or check, and see what fails.

A mutant that survives shows a program whose output proves less than the page says, or
a check that would not notice. Run `python -m tests.mutation`; `--help` has the options.
No file is edited: a mutant exists only in the process that runs it.
"""
