"""A draft (a paragraph of a press release) held against the reports, figure by figure."""
