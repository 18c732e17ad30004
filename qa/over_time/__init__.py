"""Courses over time, joined across reports, and what must be said beside them."""
