"""The canvas: items that only draw, a scene that keeps them in step, gestures that make edits."""

from widgets.canvas.view import CanvasView

__all__ = ["CanvasView"]
