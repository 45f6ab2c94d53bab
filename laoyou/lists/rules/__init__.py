"""Plain functions of lists: what a pack declares, values held against it, editions held side by side."""
