"""What a scene has the window's panels look at, as it stands in a lesson's file."""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from app.inspection.attribution_methods import MethodName

_Place = Annotated[int, msgspec.Meta(ge=0)]

MOST_IMAGES = 10_000
"""Of a measurement in a lesson."""


class _Look(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What the keys that look into panels are made of."""


class MapsLook(_Look, frozen=True):
    """The feature maps: forward or the gradient of a class, and which map is enlarged."""

    gradient: _Place | Literal["", "likeliest"] = ""
    enlarge: str = ""
    """A layer and a channel: "pool1 2"."""


class WhereLook(_Look, frozen=True):
    """Where the network looks in the image: by which method, and for which class."""

    method: MethodName = "saliency"
    of: _Place | Literal["likeliest"] = msgspec.field(default="likeliest", name="class")


class ExcitesLook(_Look, frozen=True):
    """What excites the channels of the selected layer; `make` has an image made for one."""

    channel: _Place = 0
    make: bool = False


class InvarianceLook(_Look, frozen=True):
    """A measurement of how much accuracy remains, with so many images of the data set."""

    images: Annotated[int, msgspec.Meta(ge=10, le=MOST_IMAGES)] = 500
    part: Literal["validation", "test"] = "test"


class EvaluationLook(_Look, frozen=True):
    """The confusion matrix and the mistakes in a part of the data."""

    part: Literal["train", "validation", "test"] = "validation"


WINNERS = "winners"
"""What the gallery is asked for where it shall show the winners of ImageNet."""
