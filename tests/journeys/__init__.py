"""Journeys of the people who use the pages, in a real browser against a real server and database."""
