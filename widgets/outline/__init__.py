"""The network as a list, for whoever does not see the canvas or works without a mouse."""
