"""Pure rules of progress."""
