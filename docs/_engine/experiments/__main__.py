"""The command: python -m docs._engine.experiments."""

import sys

from docs._engine.experiments.main import main

if __name__ == "__main__":
    sys.exit(main())
