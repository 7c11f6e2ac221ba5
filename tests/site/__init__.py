"""Tests of the built site: what a reader's browser gets."""
