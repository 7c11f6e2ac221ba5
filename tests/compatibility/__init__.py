"""Compatibility: run everything on several Keras versions and back ends."""
