"""The command line: everything that Convas does without a window."""
