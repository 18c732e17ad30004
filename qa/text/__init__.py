"""What in the reports' text answers a question, and whether anything does."""
