"""Figures in words: look-ups, changes, rankings, sums, targets, charts."""
