"""Measure what pages report: `python -m docs._engine.experiments [experiment…]`.

The programs are in snippets/experiments; results go to docs/_data.
"""
