"""What holds up the promise that readers see, copy and believe what was run."""
