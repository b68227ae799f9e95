"""Filters made by hand: the classics of image processing, and kernels that somebody types (B10).

Like torch's convolution, they are laid on the image as they are written (cross-correlation, not
turned around). Weights are rows of numbers.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import dataclass

from app.language import tr

Kernel = tuple[tuple[float, ...], ...]
"""Rows of weights, all of one length."""

LARGEST_TYPED = 31
"""Rows and columns that a typed kernel may have."""


@dataclass(frozen=True)
class HandMadeFilter:
    """A kernel with a name, and one sentence on what it makes of an image."""

    name: str
    title: str
    effect: str
    make: Callable[[], Kernel]

    @property
    def kernel(self) -> Kernel:
        return self.make()


def identity(size: int = 3) -> Kernel:
    """One in the middle, zeros around it: the image stays as it is."""
    return fitted(((1.0,),), (size, size))


def box_blur(size: int = 3) -> Kernel:
    """The mean of the window."""
    return ((1 / size**2,) * size,) * size


def gaussian_blur(size: int = 5, sigma: float = 1.0) -> Kernel:
    """A mean with weights exp(−r²/2σ²), r the distance from the middle in pixels."""
    bell = [math.exp(-(place**2) / (2 * sigma**2)) for place in _places(size)]
    total = sum(bell) ** 2
    return tuple(tuple(row * column / total for column in bell) for row in bell)


SHARPEN: Kernel = ((0.0, -1.0, 0.0), (-1.0, 5.0, -1.0), (0.0, -1.0, 0.0))
EDGES: Kernel = ((-1.0, -1.0, -1.0), (-1.0, 8.0, -1.0), (-1.0, -1.0, -1.0))
EMBOSS: Kernel = ((-2.0, -1.0, 0.0), (-1.0, 1.0, 1.0), (0.0, 1.0, 2.0))
SOBEL_X: Kernel = ((-1.0, 0.0, 1.0), (-2.0, 0.0, 2.0), (-1.0, 0.0, 1.0))
SOBEL_Y: Kernel = ((-1.0, -2.0, -1.0), (0.0, 0.0, 0.0), (1.0, 2.0, 1.0))
LAPLACIAN: Kernel = ((0.0, 1.0, 0.0), (1.0, -4.0, 1.0), (0.0, 1.0, 0.0))


def gabor(
    angle: float = 0.0,
    wavelength: float = 4.0,
    size: int = 7,
    *,
    sigma: float | None = None,
    aspect: float = 0.5,
    phase: float = 0.0,
) -> Kernel:
    """A wave under a bell: exp(−(x′² + γ²y′²)/2σ²)·cos(2πx′/λ + φ), less its mean.

    x′ runs across the stripes, at `angle` degrees clockwise from the right, so that 0 answers to
    vertical stripes; `wavelength` λ and `sigma` σ (0.56 λ, one octave of frequencies, without it)
    are in pixels, `aspect` is γ, `phase` φ in degrees. Without the mean a plain area gives zero.
    Source: Daugman, "Uncertainty relation for resolution in space, …", 1985. Raises ValueError
    for a wave of no length.
    """
    if wavelength <= 0 or size < 1:
        raise ValueError(tr("a Gabor filter needs a wavelength and a size above zero"))
    sigma = sigma or 0.56 * wavelength
    cosine, sine = math.cos(math.radians(angle)), math.sin(math.radians(angle))

    def value(x: float, y: float) -> float:
        across, along = x * cosine + y * sine, y * cosine - x * sine
        bell = math.exp(-(across**2 + (aspect * along) ** 2) / (2 * sigma**2))
        return bell * math.cos(2 * math.pi * across / wavelength + math.radians(phase))

    rows = [[value(x, y) for x in _places(size)] for y in _places(size)]
    mean = sum(map(sum, rows)) / size**2
    return tuple(tuple(weight - mean for weight in row) for row in rows)


HAND_MADE: tuple[HandMadeFilter, ...] = (
    HandMadeFilter("identity", "Identity", tr("Leaves the image as it is."), identity),
    HandMadeFilter(
        "blur", tr("Blur"), tr("The mean of each window: softer edges, less noise."), box_blur
    ),
    HandMadeFilter(
        "gaussian", tr("Gaussian blur"), tr("A blur that counts near pixels more."), gaussian_blur
    ),
    HandMadeFilter(
        "sharpen",
        tr("Sharpen"),
        tr("Adds what sets a pixel apart from its neighbours."),
        lambda: SHARPEN,
    ),
    HandMadeFilter(
        "edges", tr("Edges"), tr("Zero where the image is plain, in all directions."), lambda: EDGES
    ),
    HandMadeFilter(
        "emboss", tr("Emboss"), tr("Light from the top left, as on a relief."), lambda: EMBOSS
    ),
    HandMadeFilter(
        "sobel-x",
        tr("Sobel x"),
        tr("Positive where it gets lighter to the right."),
        lambda: SOBEL_X,
    ),
    HandMadeFilter(
        "sobel-y", tr("Sobel y"), tr("Positive where it gets lighter downwards."), lambda: SOBEL_Y
    ),
    HandMadeFilter(
        "laplacian",
        tr("Laplacian"),
        tr("How far the neighbours are lighter than the pixel, all around."),
        lambda: LAPLACIAN,
    ),
    HandMadeFilter(
        "gabor", tr("Gabor"), tr("Answers to stripes of one direction and one width."), gabor
    ),
)


def hand_made(name: str) -> HandMadeFilter:
    """The filter of that name; ValueError names the known ones."""
    for each in HAND_MADE:
        if each.name == name:
            return each
    raise ValueError(
        tr(
            "there is no filter {name!r}; known: {known}",
            name=name,
            known=", ".join(each.name for each in HAND_MADE),
        )
    )


def fitted(kernel: Kernel, size: tuple[int, int]) -> Kernel:
    """The kernel in the middle of (rows, columns), zeros around it.

    Raises ValueError where it is larger.
    """
    height, width = size
    rows, columns = len(kernel), len(kernel[0])
    if rows > height or columns > width:
        raise ValueError(
            tr(
                "a kernel of {rows}×{columns} does not fit into filters of "
                "{height}×{width}: choose a smaller one, or a larger kernel_size",
                rows=rows,
                columns=columns,
                height=height,
                width=width,
            )
        )
    above, before = (height - rows) // 2, (width - columns) // 2
    blank = (0.0,) * width
    middle = tuple((*(0.0,) * before, *row, *(0.0,) * (width - columns - before)) for row in kernel)
    return (*(blank,) * above, *middle, *(blank,) * (height - rows - above))


def kernel_from_text(text: str) -> Kernel:
    """The kernel that somebody typed: numbers apart by spaces or commas, rows by lines or ";".

    Fractions such as 1/9 are numbers, too. Raises ValueError, with words, for anything else.
    """
    lines = [line for line in re.split(r"[;\n]", text) if line.strip(" ,\t\r[]")]
    rows = tuple(tuple(map(_number, re.findall(r"[^\s,\[\]]+", line))) for line in lines)
    if not rows:
        raise ValueError(tr("type the numbers of a kernel, a row on each line"))
    for number, row in enumerate(rows, 1):
        if len(row) != len(rows[0]):
            raise ValueError(
                tr(
                    "row {number} has {row} numbers, but row 1 has {rows}: all rows "
                    "of a kernel are equally long",
                    number=number,
                    row=len(row),
                    rows=len(rows[0]),
                )
            )
    if max(len(rows), len(rows[0])) > LARGEST_TYPED:
        raise ValueError(
            tr("a kernel has at most {largest_typed} rows and columns", largest_typed=LARGEST_TYPED)
        )
    return rows


def kernel_text(kernel: Kernel) -> str:
    """The kernel as `kernel_from_text` reads it, a row on each line."""
    return "\n".join(" ".join(f"{weight:g}" for weight in row) for row in kernel)


def _number(word: str) -> float:
    above, slash, below = word.replace("−", "-").partition("/")
    try:
        value = float(above) / (float(below) if slash else 1.0)
    except (ValueError, ZeroDivisionError):
        value = math.nan
    if not math.isfinite(value):
        raise ValueError(tr("{word!r} is no number", word=word))
    return value


def _places(size: int) -> list[float]:
    """How far the pixels of a row lie from its middle."""
    return [place - (size - 1) / 2 for place in range(size)]
