"""The welcome page: where to begin, over the canvas."""
