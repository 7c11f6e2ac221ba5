"""The command that measures what the pages report, and what it has measured."""
