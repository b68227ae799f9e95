"""A command of the palette, and how well it fits what was typed. Knows no widgets."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from app.language import tr

_AT_THE_START, _AT_A_WORD, _WITHIN, _BY_PLACE, _SCATTERED = 0, 1, 2, 4, 8
"""How far from a perfect match each way of matching is."""


@dataclass(frozen=True)
class Command:
    """Something to do: what it is called, where else it is found, and how it is done."""

    title: str
    place: str
    run: Callable[[], object]
    keys: str = ""
    help: str = ""
    possible: bool = True
    """Whether it can be done now."""
    on: bool | None = None
    """Whether what it turns on and off is on; None where it turns nothing."""

    @property
    def name(self) -> str:
        """By which it is remembered from one start to the next."""
        return f"{self.place} ▸ {self.title}"

    @property
    def state(self) -> str:
        """What must be known of it beyond its title; mostly nothing."""
        if not self.possible:
            return tr("not possible now")
        return {True: "on", False: "off", None: ""}[self.on]

    @property
    def spoken(self) -> str:
        """The command in one sentence, for screen readers."""
        return ", ".join(part for part in (self.title, self.state, self.place, self.keys) if part)


def distance(typed: str, command: Command) -> int | None:
    """How far a command is from what was typed, 0 at best; None where it does not fit.

    Every word must fit: at the beginning of the title or of a word of it, within the title, at the
    beginning of a word of the place, or by its letters scattered over the title in their order.
    """
    total = 0
    title, place = command.title.lower(), command.place.lower()
    for word in typed.lower().split():
        found = _distance(word, title, place)
        if found is None:
            return None
        total += found
    return total


def _distance(word: str, title: str, place: str) -> int | None:
    if title.startswith(word):
        return _AT_THE_START
    if any(part.startswith(word) for part in _parts(title)):
        return _AT_A_WORD
    if word in title:
        return _WITHIN
    if any(part.startswith(word) for part in _parts(place)):
        return _BY_PLACE
    scattered = re.search(r"\b" + ".*?".join(map(re.escape, word)), title)
    if scattered is None:
        return None
    return _SCATTERED + len(scattered[0]) - len(word)


def _parts(text: str) -> list[str]:
    return re.findall(r"[\w+.-]+", text)
