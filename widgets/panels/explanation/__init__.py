"""Where a network looks, and what its filters look for."""
