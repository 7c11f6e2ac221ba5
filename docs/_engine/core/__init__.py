"""Shared by every part of the engine: paths, files, cache, git, installed Keras."""
