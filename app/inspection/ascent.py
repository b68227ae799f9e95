"""Images made to excite a unit: what can be chosen, and what comes out. Needs no torch."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from app.inspection.target import Target
from app.language import tr
from app.network.fields import check_fields, real, whole


@dataclass(frozen=True)
class AscentSettings:
    """How an image climbs; without the last three it ends as noise that only this net knows."""

    steps: int = whole(256, minimum=1, maximum=10_000, help=tr("Changes of the image, one by one."))
    step_size: float = real(
        0.1,
        minimum=1e-4,
        maximum=10.0,
        help=tr("How far the pixels move in the first step, on average."),
    )
    seed: int = whole(0, minimum=0, maximum=2**31 - 1, help=tr("Of the noise that it begins with."))
    jitter: int = whole(
        2,
        minimum=0,
        maximum=64,
        unit="pixels",
        help=tr(
            "How far the image is shifted at random before each step, so that no pixel matters."
        ),
    )
    smoothness: float = real(
        0.1,
        minimum=0.0,
        maximum=100.0,
        help=tr("How much neighbours are drawn together (variation)."),
    )
    decay: float = real(
        0.1,
        minimum=0.0,
        maximum=100.0,
        help=tr("How much pixels are drawn to the average image (L2)."),
    )

    def __post_init__(self) -> None:
        check_fields(self)


@dataclass(frozen=True, eq=False)
class AscentImage:
    """The image after `step` steps: float32 C×H×W as the network takes it in, and its score.

    `remark` says what went wrong, if anything did.
    """

    target: Target
    step: int
    steps: int
    image: NDArray[np.float32]
    score: float
    remark: str = ""

    @property
    def picture(self) -> NDArray[np.float32]:
        """The image spread over 0 to 1, all channels alike; a plain one is grey throughout."""
        low, high = float(self.image.min()), float(self.image.max())
        if low == high:
            return np.full_like(self.image, 0.5)
        return (self.image - low) / (high - low)
