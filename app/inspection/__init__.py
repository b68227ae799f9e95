"""What a network computes on an image, as numpy arrays for the window."""
