"""Every example that a page shows, as a file that runs."""
