"""Checks: one test for each statement about Keras that a page cites."""
