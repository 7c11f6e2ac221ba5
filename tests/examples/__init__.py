"""Run every fenced Python example of a Markdown page as its reader will run it.

The way of an example, one module for each step:

- `site` reads from mkdocs.yml which Markdown extensions the site uses;
- `page` expands a page's includes and finds its fences with those same extensions;
- `directives` turns fences and directives into examples, read by pytest-codeblocks;
- `notebook` does the same for the cells of a notebook;
- `runner` runs an example in a process of its own (`child` is what happens in there);
- `verdict` says whether what happened is what the page shows;
- `shown_output` rewrites the output that a page shows;
- `plugin` puts these into pytest-codeblocks' collector and item.
"""
