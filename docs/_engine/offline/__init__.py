"""The guide as an archive that needs no network, and the cheat sheet for paper."""
