"""Change one thing at a time in examples and checks, and see whether anything fails.

A mutant that survives shows a program whose output proves less than the page says, or
a check that would not notice. Run `python -m tests.mutation`; `--help` has the options.
No file is edited: a mutant exists only in the process that runs it.
"""
