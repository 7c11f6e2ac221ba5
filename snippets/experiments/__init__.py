"""The programs that measure what the pages report."""
