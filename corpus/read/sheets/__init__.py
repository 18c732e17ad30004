"""Workbooks: the sheets of a file, cell by cell, and the tables, titles and notes that stand on them."""
