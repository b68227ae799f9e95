"""Augmentation as data: how training images are changed at random. Needs no torch.

`app.training.augmentation` does it, `app.training.class_changing` says what it may spoil.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.language import tr
from app.network.arithmetic import percent_text
from app.network.fields import check_fields, fields_of, flag, made_from, real, values_of, whole


@dataclass(frozen=True)
class Augmentation:
    """What is done at random to each training image whenever it is seen; the default is nothing.

    Everything is drawn for each image anew. Pixels are those of the network's Input; what comes
    in from outside of the image is black. ValueError for a value out of range.
    """

    horizontal_flip: bool = flag(False, help=tr("Mirror every second image, left for right."))
    vertical_flip: bool = flag(False, help=tr("Turn every second image upside down, as in a lake."))
    rotate: float = real(
        0.0,
        minimum=0.0,
        maximum=180.0,
        unit="°",
        help=tr("Turn by up to so many degrees, clockwise or not; 0 is off."),
    )
    shift: int = whole(
        0,
        minimum=0,
        maximum=64,
        unit="pixels",
        help=tr("Move by up to so many pixels, across and up or down; 0 is off."),
    )
    smallest_scale: float = real(
        1.0, minimum=0.2, maximum=1.0, help=tr("Shrink to this size at most; 1 is off.")
    )
    largest_scale: float = real(
        1.0, minimum=1.0, maximum=5.0, help=tr("Enlarge to this size at most; 1 is off.")
    )
    crop_padding: int = whole(
        0,
        minimum=0,
        maximum=64,
        unit="pixels",
        help=tr("Lay so many black pixels around, then cut out the old size anywhere; 0 is off."),
    )
    brightness: float = real(
        0.0,
        minimum=0.0,
        maximum=1.0,
        help=tr("Multiply all values by a factor of up to so much above or below 1; 0 is off."),
    )
    contrast: float = real(
        0.0,
        minimum=0.0,
        maximum=1.0,
        help=tr(
            "Draw values from, or to, the image's mean by a factor of up to so much above or "
            "below 1; 0 is off."
        ),
    )
    noise: float = real(
        0.0,
        minimum=0.0,
        maximum=1.0,
        help=tr(
            "Standard deviation of the Gaussian noise added to every pixel, of values from 0 "
            "to 1; 0 is off."
        ),
    )
    cutout: int = whole(
        0,
        minimum=0,
        maximum=256,
        unit="pixels",
        help=tr("Side of a square, anywhere in the image, that is made black; 0 is off."),
    )

    def __post_init__(self) -> None:
        check_fields(self)

    @property
    def is_on(self) -> bool:
        """Whether anything is done at all."""
        return self != NO_AUGMENTATION

    @property
    def is_geometric(self) -> bool:
        """Whether pixels move."""
        moves = (self.horizontal_flip, self.vertical_flip, self.rotate, self.shift)
        return any((*moves, self.crop_padding)) or self.scales

    @property
    def scales(self) -> bool:
        """Whether images become smaller or larger."""
        return self.smallest_scale < 1 or self.largest_scale > 1

    @property
    def in_words(self) -> str:
        """ "shift ±2 pixels, rotate ±10°"; empty where nothing is done."""
        low, high = self.smallest_scale, self.largest_scale
        said = {
            tr("horizontal flip"): self.horizontal_flip,
            tr("vertical flip"): self.vertical_flip,
            tr("rotate ±{angle:g}°", angle=self.rotate): self.rotate,
            (
                tr("shift ±1 pixel")
                if self.shift == 1
                else tr("shift ±{shift} pixels", shift=self.shift)
            ): self.shift,
            tr("scale {low:g}–{high:g}", low=low, high=high): self.scales,
            tr("crop with padding {padding}", padding=self.crop_padding): self.crop_padding,
            tr("brightness ±{change}", change=percent_text(self.brightness, 0)): self.brightness,
            tr("contrast ±{change}", change=percent_text(self.contrast, 0)): self.contrast,
            tr("noise {noise:g}", noise=self.noise): self.noise,
            tr("cutout {side}×{side}", side=self.cutout): self.cutout,
        }
        return ", ".join(words for words, on in said.items() if on)


NO_AUGMENTATION = Augmentation()


def augmentation_values(augmentation: Augmentation) -> dict[str, Any]:
    """The augmentation as a file states it: what differs from the default, by name."""
    defaults = {field.name: field.default for field in fields_of(Augmentation)}
    values = values_of(augmentation)
    return {name: value for name, value in values.items() if value != defaults[name]}


def augmentation_from_values(values: Any) -> Augmentation:
    """The augmentation that a file states; ValueError for what `Augmentation` does not have."""
    if not isinstance(values, Mapping):
        raise ValueError(tr("augmentation must be settings by name, not {values!r}", values=values))  # noqa: TRY004
    return made_from(Augmentation, values)
