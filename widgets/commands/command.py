"""A command of the palette, and how well it fits what was typed. Knows no widgets."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from app.language import tr

_AT_THE_START, _AT_A_WORD, _WITHIN, _BY_PLACE, _IN_PIECES = 0, 1, 2, 4, 8
_BY_OTHER_WORDS, _BY_HELP = 40, 80
"""How far from a perfect match each way of matching is; whatever a name fits comes first."""
_GAP = 4
"""How far a letter that was left out of a word is from none."""
_LETTERS_WITHIN = 3
"""Fewer letters are found in the middle of nearly every title."""
_LETTERS_A_GAP = 4
"""So many letters must be typed for each that is left out."""


@dataclass(frozen=True)
class Command:
    """Something to do: what it is called, where else it is found, and how it is done."""

    title: str
    place: str
    run: Callable[[], object]
    keys: str = ""
    help: str = ""
    words: str = ""
    """Under which it is looked for besides its title."""
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
        return {True: tr("on"), False: tr("off"), None: ""}[self.on]

    @property
    def spoken(self) -> str:
        """The command in one sentence, for screen readers."""
        return ", ".join(part for part in (self.title, self.state, self.place, self.keys) if part)


def distance(typed: str, command: Command) -> int | None:
    """How far a command is from what was typed, 0 at best; None where it does not fit.

    Every word must fit: at the beginning of the title or of a word of it, within the title, at the
    beginning of a word of the place, or in pieces that each begin a word of the title, as "sa" for
    "Save as" does. In a longer word a letter may be missing. What no name fits is looked for at the
    beginning of its other words, and of the words that tell what it does.
    """
    total = 0
    for word in typed.lower().split():
        found = _distance(word, command.title, command.place)
        if found is None:
            found = _in_words(word, command)
        if found is None:
            return None
        total += found
    return total


def _distance(word: str, title: str, place: str) -> int | None:
    lower, starts = title.lower(), _starts(title)
    if lower.startswith(word):
        return _AT_THE_START
    if any(lower.startswith(word, start) for start in starts):
        return _AT_A_WORD
    if len(word) >= _LETTERS_WITHIN and word in lower:
        return _WITHIN
    if any(place.lower().startswith(word, start) for start in _starts(place)):
        return _BY_PLACE
    far = _pieces(word, lower, starts, len(word) // _LETTERS_A_GAP)
    return None if far is None else _IN_PIECES + far


def _in_words(word: str, command: Command) -> int | None:
    """How far it is by words beyond the names; a letter or two would begin too many of them."""
    if len(word) < _LETTERS_WITHIN:
        return None
    for far, said in ((_BY_OTHER_WORDS, command.words), (_BY_HELP, command.help)):
        lower = said.lower()
        if word in lower and any(lower.startswith(word, start) for start in _starts(said)):
            return far
    return None


def _starts(text: str) -> tuple[int, ...]:
    """Where words begin, and the parts of a name such as BatchNorm2d."""
    begin = r"(?<![^\W_])[^\W_]|(?<=[^\W\d_])\d|(?<=[a-zß-ÿ])[A-ZÀ-Þ]|\((?=\w)"
    return tuple(match.start() for match in re.finditer(begin, text))


def _pieces(word: str, title: str, starts: tuple[int, ...], gaps: int) -> int | None:
    """How far the letters of a word lie apart, which follow each other or begin words."""

    def after(typed: int, at: int, gaps: int) -> int | None:
        """The same for what comes behind the letters typed so far, the last of them before `at`."""
        if typed == len(word):
            return 0
        ways = []
        if title[at : at + 1] == word[typed]:
            ways.append(after(typed + 1, at + 1, gaps))
        if gaps and title[at + 1 : at + 2] == word[typed] and title[at].isalnum():
            further = after(typed + 1, at + 2, gaps - 1)
            ways.append(None if further is None else further + _GAP)
        for start in starts:
            if start > at and title[start] == word[typed]:
                further = after(typed + 1, start + 1, gaps)
                ways.append(None if further is None else further + 1)
        return min((way for way in ways if way is not None), default=None)

    begun = (after(1, start + 1, gaps) for start in starts if title[start] == word[0])
    return min((way for way in begun if way is not None), default=None)
