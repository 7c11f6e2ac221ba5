"""Run every fenced Python example of a Markdown page as its reader will run it.

The way of an example, one module for each step:

- `site` reads from mkdocs.yml which Markdown extensions the site uses;
- `includes` expands a page's includes with those same extensions;
- `page` reads a page, and finds its fences with them;
- `directives` turns fences and directives into examples, read by pytest-codeblocks;
- `notebook` does the same for the cells of a notebook;
- `runner` runs an example in a process of its own (`child` is what happens in there);
- `verdict` says whether what happened is what the page shows;
- `shown_output` says what output a page can show, and rewrites what it shows;
- `plugin` puts these into pytest-codeblocks' collector and item;
- `only_changed` passes over what passed before, if it is asked to.
"""
