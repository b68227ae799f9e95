"""Where a network looks: the methods, what each shows, how to read it. No torch, no numpy."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from app.inspection.target import Target
from app.language import tr
from app.network.fields import check_fields, whole

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Scale = Literal["symmetric", "from zero"]
"""Values of both signs with zero in the middle, or none below zero."""
MethodName = Literal[
    "saliency",
    "input-x-gradient",
    "guided-backprop",
    "deconvnet",
    "integrated-gradients",
    "grad-cam",
    "occlusion",
]


@dataclass(frozen=True)
class Method:
    """One way to ask which pixels an answer rests on, as the window presents it."""

    name: MethodName
    title: str
    reading: str
    """One sentence on how to read the picture."""
    scale: Scale
    source: str
    """Who published it."""
    slow: bool = False
    """Whether the image goes through the network many times."""
    takes_layer: bool = False
    """Whether it looks from one layer, which can be chosen."""


METHODS: tuple[Method, ...] = (
    Method(
        "saliency",
        tr("Saliency"),
        tr(
            "Bright pixels are those where a small change would change the score most, up or down; "
            "they need not be what speaks for it."
        ),
        "from zero",
        tr("Simonyan, Vedaldi and Zisserman 2014"),
    ),
    Method(
        "input-x-gradient",
        tr("Input × gradient"),
        tr(
            "Positive pixels speak for the score as they are, negative ones against it, as "
            "far as the "
            "network is a straight line around this image."
        ),
        "symmetric",
        tr("Shrikumar et al. 2016"),
    ),
    Method(
        "guided-backprop",
        tr("Guided backpropagation"),
        tr(
            "Shows the strokes that excite the units on the way to the score; sharp, but it hardly "
            "depends on which class is chosen."
        ),
        "symmetric",
        tr("Springenberg et al. 2015"),
    ),
    Method(
        "deconvnet",
        tr("Deconvnet"),
        tr(
            "The score sent back through the network with every ReLU turned around: the pattern in "
            "the image that the units answer to."
        ),
        "symmetric",
        tr("Zeiler and Fergus 2014"),
    ),
    Method(
        "integrated-gradients",
        tr("Integrated gradients"),
        tr(
            "How much each pixel adds to the score on the way from an empty image to this one; all "
            "values together are the difference of the two scores."
        ),
        "symmetric",
        tr("Sundararajan, Taly and Yan 2017"),
        slow=True,
    ),
    Method(
        "grad-cam",
        tr("Grad-CAM"),
        tr(
            "Bright regions are where the layer's maps speak for the score; it is as coarse "
            "as those "
            "maps, and what speaks against the score is left out."
        ),
        "from zero",
        tr("Selvaraju et al. 2017"),
        takes_layer=True,
    ),
    Method(
        "occlusion",
        tr("Occlusion"),
        tr(
            "How far the score falls when a window around the pixel is covered; where it is "
            "negative, "
            "covering it helps the score."
        ),
        "symmetric",
        tr("Zeiler and Fergus 2014"),
        slow=True,
    ),
)
"""In the order in which they are offered."""


def method_named(name: str) -> Method:
    """The method of that name; ValueError names the known ones."""
    for method in METHODS:
        if method.name == name:
            return method
    known = ", ".join(method.name for method in METHODS)
    raise ValueError(tr("there is no method {name!r}; known: {known}", name=name, known=known))


@dataclass(frozen=True)
class AttributionSettings:
    """What some of the methods let one choose."""

    steps: int = whole(
        50, minimum=2, maximum=1_000, help=tr("Images on the way, for integrated gradients.")
    )
    window: int = whole(
        5, minimum=1, maximum=1_024, unit="pixels", help=tr("Side of the square that is covered.")
    )
    stride: int = whole(
        2, minimum=1, maximum=1_024, unit="pixels", help=tr("How far the square moves each time.")
    )
    layer: str = ""
    """Of Grad-CAM; empty for the last convolution, or merge of branches, before the unit."""

    def __post_init__(self) -> None:
        check_fields(self)
        if self.stride > self.window:
            raise ValueError(
                tr(
                    "a stride of {stride} with a window of {window} would leave "
                    "pixels between that are never covered: choose a stride of at "
                    "most the window",
                    stride=self.stride,
                    window=self.window,
                )
            )


@dataclass(frozen=True)
class Completeness:
    """Whether the values add up: `total` is their sum, `difference` what it should be.

    The difference is that of the scores of the image and of the empty one.
    """

    total: float
    difference: float

    @property
    def text(self) -> str:
        """In words, for below the picture."""
        return tr(
            "All values together: {total:.4g}. Score of the image less that of "
            "the empty one: {difference:.4g}.",
            total=self.total,
            difference=self.difference,
        )


@dataclass(frozen=True, eq=False)
class Attribution:
    """How much each pixel has to do with what `target` answers to an image.

    `values` are float32, C×H×W, or H×W where a method tells no channels apart; `layer` is that of
    Grad-CAM and otherwise empty; `score` is the answer itself.
    """

    method: Method
    target: Target
    values: NDArray[np.float32]
    score: float
    layer: str = ""
    completeness: Completeness | None = None
    remark: str = ""
    """What must be known to read it right in this network; mostly empty."""

    @property
    def picture(self) -> NDArray[np.float32]:
        """H×W: the sum over the channels, or the largest of them where no value is negative."""
        if self.values.ndim == 2:
            return self.values
        combined: NDArray[np.float32] = (
            self.values.sum(0) if self.method.scale == "symmetric" else self.values.max(0)
        )
        return combined


def common_scale(attributions: tuple[Attribution, ...]) -> tuple[float, float]:
    """(low, high) of the colours for pictures that are to be compared, of one method.

    Symmetric about zero where values have both signs; at least a little wide, so that a picture
    of zeros can be drawn.
    """
    largest = max((float(abs(each.picture).max()) for each in attributions), default=0.0)
    largest = largest or 1.0
    symmetric = any(each.method.scale == "symmetric" for each in attributions)
    return (-largest if symmetric else 0.0), largest
