"""The probe panel: choose, draw, type or open the image that everything looks at."""
