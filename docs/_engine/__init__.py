"""The machinery of the site: everything that builds, draws, measures and publishes it.

Imports point downwards only; import-linter holds the layers (pyproject.toml), and
docs/contributing/architecture.md draws them:

- `publish`, `offline` and `vendor` are commands;
- `hooks` is what MkDocs calls;
- `postbuild` works on the finished HTML;
- `markdown` holds the Markdown extensions;
- `figures` specifies each figure, `pages` reads pages, `experiments` measures;
- `core` is what all of them share.
"""
