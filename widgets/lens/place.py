"""The same number as the canvas counts it (`Pixel`) and as the arithmetic does (`Unit`)."""

from __future__ import annotations

from app.inspection.lens_results import Unit
from widgets.canvas.pixel import Pixel


def unit_of(pixel: Pixel, dimensions: int) -> Unit:
    """A pixel as the lens counts: features of a vector are its channels."""
    return Unit(pixel.column) if dimensions == 1 else Unit(pixel.channel, pixel.row, pixel.column)


def pixel_of(layer: str, unit: Unit, dimensions: int) -> Pixel:
    """A number of a layer whose output has so many dimensions, as the canvas counts."""
    if dimensions == 1:
        return Pixel(layer, 0, 0, unit.channel)
    return Pixel(layer, *unit)
