"""The Structure panel: which inputs reach a unit, and by which weights (B8)."""
