"""Steps over the finished HTML of a site, whichever program has rendered it."""
