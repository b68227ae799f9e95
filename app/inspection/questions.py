"""Questions about a network that take long to answer, as plain data; no torch.

`app/inspection/answers.py` answers them; the window asks through `widgets/inquiries.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from app.inspection.ascent import AscentSettings
from app.inspection.attribution_methods import AttributionSettings, MethodName
from app.inspection.explanations import FoundPatches
from app.inspection.gradient_results import WeightPlace
from app.inspection.invariance import ChangeName
from app.inspection.provenance import Place
from app.inspection.surgery import Operation, ReplaceFilter
from app.training.recipe import Recipe


@dataclass(frozen=True, eq=False)
class Beside:
    """What an explanation is set beside: another `image` (uint8 C×H×W), or the network of a `run`.

    `run` is the run's folder.
    """

    image: NDArray[np.uint8] | None = None
    run: Path | None = None


@dataclass(frozen=True)
class AttributionQuestion:
    """Which pixels of the probe image spoke for a class (None: the likeliest), by method (F4).

    The same class is asked about `beside`.
    """

    methods: tuple[MethodName, ...]
    label: int | None = None
    settings: AttributionSettings | None = None
    beside: Beside | None = None


@dataclass(frozen=True)
class PatchesQuestion:
    """Which images of a part of the data set excite the channels of a layer most; F3, F6."""

    layer: str
    part: str
    most: int
    """So many images are looked through, from the first."""
    count: int = 9


@dataclass(frozen=True)
class ChannelQuestion:
    """What in the patches that were found excites this channel."""

    found: FoundPatches
    channel: int


@dataclass(frozen=True)
class AscentQuestion:
    """Images made to excite channels of a layer, one after the other; each comes as it grows."""

    layer: str
    channels: tuple[int, ...]
    settings: AscentSettings
    whole: bool = False
    """Whether the whole map shall be excited, or else the one unit in its middle."""


@dataclass(frozen=True)
class BackwardQuestion:
    """The gradient at these layers of a class's logit (None: the likeliest), or of its loss."""

    layers: tuple[str, ...]
    label: int | None = None
    recipe: Recipe | None = None
    """Names the loss; without one it is the logit."""


@dataclass(frozen=True)
class StepQuestion:
    """What one step of the recipe's optimiser on the probe image does, where it is a `label`."""

    weight: WeightPlace
    label: int
    recipe: Recipe


@dataclass(frozen=True)
class TraceQuestion:
    """Which pixels of the probe image a number comes from (None: the likeliest logit)."""

    start: Place | None = None


@dataclass(frozen=True)
class InvarianceQuestion:
    """How well `count` images of a part are classified when changed; the curves grow.

    By the network on the canvas, or by that of the run in the folder `run`.
    """

    changes: tuple[ChangeName, ...]
    part: str
    count: int
    run: Path | None = None


@dataclass(frozen=True, eq=False)
class SurgeryQuestion:
    """What edits of filters, and operations that are only tried, do to each class's accuracy.

    `before` are the edited filters as they were; `count` images of a part are classified.
    """

    before: tuple[ReplaceFilter, ...]
    trying: tuple[Operation, ...] = ()
    part: str = "validation"
    count: int = 1_000


@dataclass(frozen=True)
class AccuracyQuestion:
    """What the network makes of every image of a part of the data set."""

    part: str


Question = (
    AttributionQuestion
    | PatchesQuestion
    | ChannelQuestion
    | AscentQuestion
    | BackwardQuestion
    | StepQuestion
    | TraceQuestion
    | InvarianceQuestion
    | SurgeryQuestion
    | AccuracyQuestion
)
