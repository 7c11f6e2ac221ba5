"""Other people's work in this repository, and the command that fetches it."""
