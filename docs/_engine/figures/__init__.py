"""The figures: one file each, with a function that draws it from a data file."""
