"""Laoyou 老幼: a programme office for elders and for children under three."""
