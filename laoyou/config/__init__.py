"""Wiring only: settings, addresses, the server and its supervisor."""
