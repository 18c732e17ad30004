WHO = "command line"
"""Who is said to have done what is done by command: whoever may run commands may do all."""
