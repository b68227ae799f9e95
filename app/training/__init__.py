"""Training: the recipe, the network as a torch module, the loop and its record on disk."""
