"""Files of other projects in this repository, and the command that updates them."""
