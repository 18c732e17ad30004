"""Question sets, and answers judged by them and against the reports' own files."""
