"""Learning seen from the inside: gradients beside the forward maps, and one step in numbers."""
