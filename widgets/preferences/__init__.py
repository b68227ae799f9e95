"""Edit ▸ Preferences: what a user may set once for all networks."""
