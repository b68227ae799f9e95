"""Exercises in the window: the checklist of one, and making one of the canvas."""
