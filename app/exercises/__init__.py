"""Tasks that a lecturer sets, and checking what students make of them; knows no window."""
