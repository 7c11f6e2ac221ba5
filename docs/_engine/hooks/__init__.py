"""Hooks: what MkDocs calls while it builds the site."""
