"""Offline copy of the site, and the cheat sheet as a PDF."""
