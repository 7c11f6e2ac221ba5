"""What `python -m docs._engine.experiments` is made of."""
