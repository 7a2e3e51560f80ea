"""Reads of the scoring floor."""
