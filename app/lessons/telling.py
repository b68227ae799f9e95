"""What there is to notice, said in the window's language; a lesson's file has it in one notation.

In English a sentence is said as it stands in the file, but for names of panels and windows.
"""

from __future__ import annotations

from collections.abc import Callable

from app.language import figures, tr
from app.lessons.notice import Notice

TitleOf = Callable[[str], str]
"""A panel by its name in lessons → its title."""


def told(notice: Notice, title_of: TitleOf) -> str:
    """A notice as a sentence; of a map only what stands before its numbers."""
    name = notice.subject
    match notice.kind:
        case "shape":
            return f"{name}: {notice.words}"
        case "count":
            return _counted(notice)
        case "field":
            return tr("receptive field of {name}: {size}", name=name, size=_size(notice))
        case "patches":
            return tr("patches of {name}: {size}", name=name, size=_size(notice))
        case "values" | "gradient":
            return _map(notice)
        case "problem":
            return tr("problem at {name}: {words}", name=name, words=notice.words)
        case "panel":
            return tr("panel “{title}” says: {words}", title=title_of(name), words=notice.words)
        case "window":
            return tr("window “{title}” says: {words}", title=_window(name), words=notice.words)
        case "gallery":
            return tr("gallery says: {words}", words=notice.words)
        case "kinds":
            return tr("{kind} layers: {count:,.0f}", kind=name, count=notice.number)
        case "filters":
            return tr("filters of {name}: {count:,.0f}", name=name, count=notice.number)
        case "enlarged":
            return tr("enlarged: {words}", words=notice.words)
        case "explained":
            return tr("{method} explains: {words}", method=name, words=notice.words)
        case "made":
            return tr("image made for {name} channel {channel}", name=name, channel=notice.channel)
        case _:
            return _of_training(notice)


def _of_training(notice: Notice) -> str:
    """What trainings and measurements come to."""
    match notice.kind:
        case "no problems":
            return tr("no problems")
        case "breakdown":
            return tr("training breaks down")
        case "early end":
            return tr("training ends early")
        case "ensemble":
            return tr("ensemble errs less than its members on average")
        case "score" if notice.subject.endswith("loss"):
            return f"{_scored(notice.subject)} {notice.words} {figures(f'{notice.number:g}')}"
        case "score":
            return f"{_scored(notice.subject)} {_limit(notice)}"
        case "near zero":
            limit = _limit(notice)
            return tr("weights near zero in {name} {limit}", name=notice.subject, limit=limit)
        case "top error":
            return tr("top-{number} error {limit}", number=notice.subject, limit=_limit(notice))
        case "search":
            return tr("search reaches {limit}", limit=_limit(notice))
        case "ensemble error":
            return tr("ensemble error {limit}", limit=_limit(notice))
        case _:
            return tr(
                "accuracy at {way} {amount} {limit}",
                way=_way(notice.subject),
                amount=figures(f"{notice.amount:g}".replace("-", "−")),
                limit=_limit(notice),
            )


def _window(name: str) -> str:
    return {
        "preview": tr("Preprocessing and augmentation"),
        "search": tr("Search settings"),
        "ensemble": tr("Ensemble"),
    }[name]


def _counted(notice: Notice) -> str:
    what = {
        "parameters": tr("parameters"),
        "weights": tr("weights"),
        "layers": tr("layers"),
        "MACs": tr("MACs"),
        "activations": tr("activations"),
    }[notice.subject]
    if not notice.layer:
        return f"{what}: {figures(f'{notice.number:,.0f}')}"
    return tr("{what} of {name}: {count:,.0f}", what=what, name=notice.layer, count=notice.number)


def _map(notice: Notice) -> str:
    name, channel = notice.subject, notice.channel
    if notice.kind == "values":
        if channel:
            return tr("values of {name} channel {channel}", name=name, channel=channel)
        return tr("values of {name}", name=name)
    if channel:
        return tr("gradient of {name} channel {channel}", name=name, channel=channel)
    return tr("gradient of {name}", name=name)


def _scored(subject: str) -> str:
    return {
        "training loss": tr("training loss"),
        "validation loss": tr("validation loss"),
        "training accuracy": tr("training accuracy"),
        "validation accuracy": tr("validation accuracy"),
        "test accuracy": tr("test accuracy"),
    }[subject]


def _way(subject: str) -> str:
    return {
        "shift-across": tr("shift-across"),
        "shift-down": tr("shift-down"),
        "angle": tr("angle"),
        "scale": tr("scale"),
    }[subject]


def _limit(notice: Notice) -> str:
    return f"{notice.words} {figures(f'{100 * notice.number:g}')} %"


def _size(notice: Notice) -> str:
    return "×".join(figures(f"{value:g}") for value in notice.values[0])
