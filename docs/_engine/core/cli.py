"""Types of command-line arguments."""

import argparse


def positive_integer(text: str) -> int:
    """Return the number that an argument states, if it is a whole one above 0."""
    if not text.isdecimal() or not int(text):
        raise argparse.ArgumentTypeError(f"{text} is not a whole number above 0")
    return int(text)
