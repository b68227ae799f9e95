"""The invariance bench: how well a network knows what is moved, turned or scaled (F5)."""
