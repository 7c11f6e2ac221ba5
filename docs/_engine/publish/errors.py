"""What ends a publish."""


class PublishError(Exception):
    """Nothing was published; the message says why, and what to do."""


class OutcomeUnknownError(Exception):
    """The remote may have taken the push; the message says how to find out."""
