"""The convolution lens: the arithmetic of one number, drawn over the canvas."""
