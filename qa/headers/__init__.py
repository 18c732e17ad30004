"""Cells of a table found by the words of its headers, where no measure or area is known."""
