"""The canvas: items that only draw, a scene that keeps them in step, gestures that make edits."""
