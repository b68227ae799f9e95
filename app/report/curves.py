"""The curves of a run as SVG, which stands in a page by itself and prints sharply."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from html import escape

from app.language import figures, tr
from app.training.events import EpochDone, StepDone

TRAIN, VALIDATION = "#0067a5", "#c25400"
"""The colours of the window's curves on paper; colour-blind viewers tell them apart."""
_TEXT, _FAINT, _GRID = "#16181d", "#565d68", "#e3e6ea"
_WIDTH, _HEIGHT = 460, 290
_LEFT, _RIGHT, _TOP, _BOTTOM = 58, 14, 52, 40
_MOST_POINTS = 400
_FONT = "Verdana, Helvetica, Arial, sans-serif"

Point = tuple[float, float]


def loss_curve(epochs: Sequence[EpochDone], steps: Sequence[StepDone]) -> str:
    """Loss over epochs: of batches as a faint line, of training and validation images."""
    return _plot(
        tr("Loss"),
        _of_steps(steps, epochs, lambda step: step.loss),
        [(done.epoch, done.train_loss) for done in epochs],
        [(done.epoch, done.validation_loss) for done in epochs],
    )


def accuracy_curve(epochs: Sequence[EpochDone], steps: Sequence[StepDone]) -> str:
    """Accuracy over epochs in per cent, likewise."""
    return _plot(
        tr("Accuracy in %"),
        _of_steps(steps, epochs, lambda step: 100 * step.accuracy),
        [(done.epoch, 100 * done.train_accuracy) for done in epochs],
        [(done.epoch, 100 * done.validation_accuracy) for done in epochs],
    )


def _of_steps(
    steps: Sequence[StepDone], epochs: Sequence[EpochDone], value: Callable[[StepDone], float]
) -> list[Point]:
    """The batches as (epochs done, value), means of several where there are a great many."""
    if not steps:
        return []
    length = epochs[0].step / epochs[0].epoch if epochs else steps[-1].step
    many = math.ceil(len(steps) / _MOST_POINTS)
    groups = [steps[at : at + many] for at in range(0, len(steps), many)]
    return [
        (
            sum(step.step for step in group) / len(group) / max(1.0, length),
            sum(map(value, group)) / len(group),
        )
        for group in groups
    ]


def _plot(
    title: str, batches: Sequence[Point], train: Sequence[Point], validation: Sequence[Point]
) -> str:
    points = [point for line in (batches, train, validation) for point in line if _finite(point)]
    right = max((x for x, _ in points), default=1.0) or 1.0
    ticks = _ticks(*_range([y for _, y in points]))
    low, high = ticks[0], ticks[-1]

    def place(point: Point) -> Point:
        x = _LEFT + point[0] / right * (_WIDTH - _LEFT - _RIGHT)
        y = _HEIGHT - _BOTTOM - (point[1] - low) / (high - low) * (_HEIGHT - _TOP - _BOTTOM)
        return x, y

    across = [tick for tick in _ticks(0, right) if 0 <= tick <= right * 1.0001]
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'width="{_WIDTH}" height="{_HEIGHT}" role="img" font-family="{_FONT}">',
        f"<title>{escape(title)}</title>",
        _text(title, _LEFT, 18, _TEXT, 14, weight="bold"),
        *_legend(batches=bool(batches)),
    ]
    for tick in ticks:
        _, y = place((0, tick))
        parts.append(_line((_LEFT, y), (_WIDTH - _RIGHT, y), _GRID))
        parts.append(_text(_number(tick), _LEFT - 7, y + 4, _FAINT, 11, anchor="end"))
    for tick in across:
        x, _ = place((tick, low))
        parts.append(_text(_number(tick), x, _HEIGHT - _BOTTOM + 16, _FAINT, 11, anchor="middle"))
    middle = (_LEFT + _WIDTH - _RIGHT) / 2
    parts.append(_text(tr("epoch"), middle, _HEIGHT - 6, _FAINT, 11, anchor="middle"))
    parts.append(_path(map(place, filter(_finite, batches)), TRAIN, 1, opacity=0.35))
    for line, colour in ((train, TRAIN), (validation, VALIDATION)):
        placed = [place(point) for point in line if _finite(point)]
        parts.append(_path(placed, colour, 2))
        if len(placed) <= 40:
            parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>'
                      for x, y in placed]  # fmt: skip
    return "".join([*parts, "</svg>"])


def _legend(*, batches: bool) -> list[str]:
    entries = [(tr("training"), TRAIN, 2.0, 1.0), (tr("validation"), VALIDATION, 2.0, 1.0)]
    if batches:
        entries.append((tr("batches"), TRAIN, 1.0, 0.35))
    parts, x = [], float(_LEFT)
    for words, colour, width, opacity in entries:
        parts.append(_path([(x, 34), (x + 20, 34)], colour, width, opacity=opacity))
        parts.append(_text(words, x + 26, 38, _FAINT, 11))
        x += 44 + 7.2 * len(words)
    return parts


def _range(values: Sequence[float]) -> tuple[float, float]:
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    if high > low:
        return low, high
    around = max(0.5, 1e-6 * abs(low))  # or a large number would not change
    return low - around, high + around


def _ticks(low: float, high: float) -> list[float]:
    """About five round numbers from below `low` to above `high`."""
    rough = (high - low) / 4
    power = 10 ** math.floor(math.log10(rough))
    step = next(power * nice for nice in (1, 2, 2.5, 5, 10) if power * nice >= rough * 0.999)
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [number * step for number in range(first, last + 1)]


def _finite(point: Point) -> bool:
    return all(map(math.isfinite, point))


def _number(value: float) -> str:
    return figures(f"{value:.6g}").replace("-", "−")


def _line(start: Point, end: Point, colour: str) -> str:
    return (
        f'<line x1="{start[0]:.1f}" y1="{start[1]:.1f}" x2="{end[0]:.1f}" y2="{end[1]:.1f}" '
        f'stroke="{colour}"/>'
    )


def _path(points: Iterable[Point], colour: str, width: float, *, opacity: float = 1) -> str:
    placed = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    return (
        f'<polyline points="{placed}" fill="none" stroke="{colour}" stroke-width="{width}" '
        f'stroke-opacity="{opacity}" stroke-linejoin="round"/>'
        if placed
        else ""
    )


def _text(
    words: str,
    x: float,
    y: float,
    colour: str,
    size: int,
    *,
    anchor: str = "start",
    weight: str = "normal",
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" font-size="{size}" '
        f'text-anchor="{anchor}" font-weight="{weight}">{escape(words)}</text>'
    )
