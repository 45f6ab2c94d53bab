"""Figures before an office: accepted, returned, filled in by sheet, set out by division."""
