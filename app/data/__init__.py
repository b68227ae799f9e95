"""Bundled and generated data sets, what is said of them, and how images become input."""
