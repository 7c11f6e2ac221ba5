"""How a page is read: settings, includes, fences, directives, notebooks, checks."""
