"""What runs the examples: it collects all, runs in order, and leaves nothing behind."""
