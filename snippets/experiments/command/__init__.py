"""What `python -m snippets.experiments` is made of."""
