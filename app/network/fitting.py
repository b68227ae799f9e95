"""What would fit: which strides, kernels and paddings let a window meet the edge of its input.

The rule is the lectures': (W − F + 2P)/S + 1 has to be a whole number (rows A1 to A3), and sizes
that halve often suit networks that pool often (row A14).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import NamedTuple

from app.language import figures, tr
from app.network.arithmetic import Shape, WindowSize
from app.network.fields import Field, IntOrPair, as_pair, fields_of
from app.network.layer import Layer, Measure

SETTINGS = ("stride", "kernel_size", "padding")
"""The settings that decide whether a window fits."""
_USUAL_STRIDES = (1, 2, 3, 4)
_USUAL_KERNELS = (1, 2, 3, 4, 5, 7)


class Choice(NamedTuple):
    """One value of one setting, the others staying as they are.

    `sizes` is the arithmetic of each axis. `fits` says that the layer has nothing to complain of,
    so no pixel of the input is lost; `exact` that the windows meet the edge of the padded input
    as well, without rounding.
    """

    setting: str
    value: int
    sizes: tuple[WindowSize, ...]
    fits: bool
    current: bool

    @property
    def exact(self) -> bool:
        return self.fits and not any(size.free % size.stride for size in self.sizes)

    @property
    def result(self) -> str:
        """The number of positions before rounding: "5", "2.33", "3×2.50"."""
        texts = list(dict.fromkeys(_exact_text(size) for size in self.sizes))
        return "×".join(texts if len(texts) == 1 else map(_exact_text, self.sizes))

    @property
    def arithmetic(self) -> str:
        """The substitution, once where all axes have the same."""
        return "; ".join(dict.fromkeys(size.text for size in self.sizes))


def choices(layer: Layer, input_shape: Shape) -> tuple[Choice, ...]:
    """The usual strides, kernels and paddings for a sliding window on `input_shape`.

    Empty for a layer that has no such window. Values with which it would be larger than its
    padded input, or that the layer refuses, are left out, except for the one it has now.
    """
    declared = {field.name: field for field in fields_of(type(layer))}
    if not declared.keys() >= set(SETTINGS) or not _window_sizes(layer.measure(input_shape)):
        return ()
    found = (
        choice
        for name in SETTINGS
        for value in _candidates(layer, declared[name])
        if (choice := _choice(layer, input_shape, name, value)) is not None
    )
    return tuple(found)


def halvings(size: int) -> tuple[int, int]:
    """How often a size can be halved without a remainder, and what it is then: 224 → (5, 7)."""
    times = 0
    while size and size % 2 == 0:
        size //= 2
        times += 1
    return times, size


def halving_text(shape: Shape) -> str:
    """How often the height and the width of a C×H×W shape halve: "224 halves 5 times, then 7"."""
    sizes = dict.fromkeys(shape[1:]) if len(shape) == 3 else {}
    return "; ".join(map(_halving_text, sizes))


def _halving_text(size: int) -> str:
    times, rest = halvings(size)
    if times == 0:
        return (
            tr("1 cannot be halved")
            if size == 1
            else tr("{size} is odd: halving it loses a row", size=size)
        )
    if times == 1:
        return tr("{size} halves once, then {rest}", size=size, rest=rest)
    return tr("{size} halves {times} times, then {rest}", size=size, times=times, rest=rest)


def _candidates(layer: Layer, field: Field) -> Iterable[int]:
    """The values to show: the usual ones and the present one, in order."""
    if field.name == "stride":
        usual: Iterable[int] = _USUAL_STRIDES
    elif field.name == "kernel_size":
        usual = _USUAL_KERNELS
    else:  # more than half the window would put positions wholly into the padding
        usual = range(max(as_pair(_number(layer, "kernel_size"))) // 2 + 1)
        usual = [value for value in usual if value < len(_USUAL_KERNELS)]
    now = getattr(layer, field.name)
    values = {*usual, *([now] if isinstance(now, int) else [])}
    return sorted(v for v in values if field.minimum <= v <= field.maximum)


def _number(layer: Layer, name: str) -> IntOrPair:
    value: IntOrPair = getattr(layer, name)
    return value


def _choice(layer: Layer, shape: Shape, name: str, value: int) -> Choice | None:
    now = getattr(layer, name)
    current = not isinstance(now, str) and set(as_pair(now)) == {value}
    measure = replace(layer, **{name: value}).measure(shape)
    sizes = _window_sizes(measure)
    works = measure.output is not None
    if not sizes or not (works or current):
        return None
    return Choice(name, value, sizes, works and not measure.faults, current)


def _window_sizes(measure: Measure) -> tuple[WindowSize, ...]:
    """The arithmetic of a sliding window; other layers reckon their sizes otherwise."""
    return tuple(size for size in measure.sizes if isinstance(size, WindowSize))


def _exact_text(size: WindowSize) -> str:
    if size.free % size.stride == 0:
        return f"{size.value}".replace("-", "−")
    return figures(f"{size.exact:.{2 if size.exact < 100 else 1}f}".replace("-", "−"))
