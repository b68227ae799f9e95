"""The arrow keys on the welcome page: from tile to tile, as Tab does in their order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, QPoint, QRect, Qt

from widgets.keys import ARROWS
from widgets.welcome.tile import Tile

_ASIDE = 3
"""A tile that lies aside of the way counts as so many times farther."""


class TileGroups(QObject):
    """Groups of tiles, which stand in columns."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._groups: list[list[Tile]] = []

    @property
    def groups(self) -> Sequence[Sequence[Tile]]:
        """The tiles of each group, in their order."""
        return self._groups

    def clear(self) -> None:
        """Forget all groups."""
        self._groups = []

    def begin(self) -> None:
        """What is added from now on is another group."""
        self._groups.append([])

    def add(self, tile: Tile) -> None:
        """Make a tile the last of the group begun last."""
        self._groups[-1].append(tile)
        tile.moved.connect(lambda key: self._go(tile, key))

    def _go(self, here: Tile, key: int) -> None:
        """To the nearest tile that way; Home and End go to the ends of the group."""
        group = next(group for group in self._groups if here in group)
        if key == Qt.Key.Key_Home:
            group[0].setFocus(Qt.FocusReason.OtherFocusReason)
        elif key == Qt.Key.Key_End:
            group[-1].setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            rest = [each for tiles in self._groups for each in tiles if each is not here]
            places = [_place(each) for each in rest]
            found = nearest(_place(here), places, *ARROWS[key])
            if found is not None:
                rest[found].setFocus(Qt.FocusReason.OtherFocusReason)


def nearest(here: QRect, places: Sequence[QRect], down: int, right: int) -> int | None:
    """Which of the places lies nearest so many steps down or to the right; None for none.

    Up and down stay in the column; to the sides, what is nearly at the same height comes first.
    """
    found: list[tuple[int, int, int]] = []
    for at, place in enumerate(places):
        ahead = _gap(here.top(), here.bottom(), place.top(), place.bottom(), down)
        aside = _apart(here.left(), here.right(), place.left(), place.right())
        shift = abs(here.left() - place.left())
        if right:
            ahead = _gap(here.left(), here.right(), place.left(), place.right(), right)
            aside = _apart(here.top(), here.bottom(), place.top(), place.bottom())
            shift = abs(here.top() - place.top())
        if ahead >= 0 and not (down and aside):
            found.append((ahead + _ASIDE * aside, shift, at))
    return min(found)[2] if found else None


def _gap(low: int, high: int, other_low: int, other_high: int, way: int) -> int:
    """How far the other begins behind the end of the first; negative where it does not."""
    return other_low - high if way > 0 else low - other_high


def _apart(low: int, high: int, other_low: int, other_high: int) -> int:
    """Pixels between two stretches; 0 where they overlap."""
    return max(0, other_low - high, low - other_high)


def _place(tile: Tile) -> QRect:
    return QRect(tile.mapTo(tile.window(), QPoint(0, 0)), tile.size())
