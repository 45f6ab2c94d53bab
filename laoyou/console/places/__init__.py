"""Divisions: their history, what becomes of them, the official lists of them."""
