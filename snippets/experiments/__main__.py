"""The command: python -m snippets.experiments."""

import sys

from snippets.experiments.command.main import main

if __name__ == "__main__":
    sys.exit(main())
