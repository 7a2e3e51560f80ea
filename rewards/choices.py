"""Codes of the top floor: English in the database, Vietnamese on every page."""
