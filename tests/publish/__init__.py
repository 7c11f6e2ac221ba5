"""Publishing: what is published is whole, and nothing that goes wrong loses any."""
