"""What is in the window as figures for slides and papers, and runs as reports."""
