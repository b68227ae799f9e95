"""Has the panels look at what a scene is about, with the choices that a user makes in them."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QComboBox, QTabBar, QWidget

from app.language import tr
from app.lessons.lesson import SceneForm
from app.lessons.looking import EvaluationLook, ExcitesLook, InvarianceLook, MapsLook, WhereLook
from widgets.lessons.gallery_board import GalleryBoard

if TYPE_CHECKING:
    from widgets.invariance.measurements import Measurement
    from widgets.invariance.panel import InvariancePanel
    from widgets.main_window import MainWindow
    from widgets.panels.explanation_panel import ExplanationPanel

Step = Callable[[], bool]
Choice = QComboBox | QTabBar
_PATIENCE = 20.0
"""Seconds that a panel may take until it offers what a scene chooses."""
_FIRST = 0
"""What is chosen in every list at first: of the directions, that no gradient is shown."""


@dataclass(frozen=True)
class _Own:
    """What the user had chosen in the panels before the lesson."""

    choices: Mapping[Choice, int]
    measurements: tuple[Measurement, ...]
    count: int | None
    """Images to measure with; None where that panel has not been made yet."""


class Looks(QObject):
    """The looks of one scene at a time; `leave` gives the panels back as the user had them."""

    network_chosen = Signal(object)
    """The `GalleryEntry` that somebody opens from the gallery that a scene shows."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.board: GalleryBoard | None = None
        self._own: _Own | None = None
        self._late: dict[Choice, int] = {}
        """Choices of the user that cannot be put back before their data or network is there."""

    def begin(self) -> None:
        """Remember what the user had chosen."""
        measuring = self._measuring
        self._own = _Own(
            {choice: choice.currentIndex() for choice in self._choices()} | self._late,
            tuple(measuring.measurements) if measuring is not None else (),
            measuring.count.value() if measuring is not None else None,
        )

    def leave(self) -> None:
        """Put back what the user had chosen; what is not on offer yet waits for `come_back`."""
        own, self._own = self._own, None
        self.reset()
        if own is None:
            return
        self._late = {}
        for choice in self._choices():
            at = own.choices.get(choice, _FIRST)
            if at >= choice.count():
                self._late[choice] = at
                at = _FIRST
            choice.setCurrentIndex(at)
        if (measuring := self._measuring) is not None:
            measuring.put_back(own.measurements)
            if own.count is not None:
                measuring.count.setValue(own.count)

    def come_back(self) -> Generator[Step, None, None]:
        """Put back the rest, now that the user's data and network are there."""
        late = dict(self._late)
        for choice, at in late.items():
            yield _soon(partial(_offers, choice, at))
            if _offers(choice, at):
                choice.setCurrentIndex(at)
        self._late = {}

    def reset(self) -> None:
        """Look at nothing in particular: maps forward, all of them, and no gallery."""
        if self.board is not None:
            self.board.hide()
        self._direction.setCurrentIndex(_FIRST)
        self._window.feature_maps.close_enlarged()
        if (measuring := self._measuring) is not None:
            measuring.cancel()

    def take(self, form: SceneForm) -> Generator[Step, None, None]:
        """Make the choices of a scene, whose panel is in front; raises ValueError in words."""
        if form.gallery:
            self._show_gallery(form.gallery)
        if form.maps is not None:
            yield from self._see_maps(form.maps)
        if form.where is not None:
            yield from self._ask_where(form.where)
        if form.excites is not None:
            yield from self._ask_what_excites(form.excites)
        if form.invariance is not None:
            yield from self._measure(form.invariance)
        if form.evaluation is not None:
            self._evaluate(form.evaluation)

    def _choices(self) -> list[Choice]:
        """All that a scene may choose, in the panels that have been made."""
        window = self._window
        found: list[Choice] = [
            self._direction,
            window.feature_maps.family_choice,
            window.evaluation.part,
        ]
        if (explanation := self._explanation) is not None:
            where = explanation.where
            found += [explanation.tabs, where.form.method, where.classes]
        if (measuring := self._measuring) is not None:
            found += [measuring.ways, measuring.part]
        return found

    # The gallery

    def _show_gallery(self, wanted: str) -> None:
        if self.board is None:
            self.board = GalleryBoard(self._window, self._window.canvas)
            self.board.chosen.connect(self.network_chosen)
        self.board.show_for(wanted)

    # Panels that there always are

    @property
    def _direction(self) -> QComboBox:
        insides = self._window.insides
        assert insides is not None
        return insides.direction.choice

    def _see_maps(self, look: MapsLook) -> Generator[Step, None, None]:
        panel = self._window.feature_maps
        if look.enlarge:
            name, channel = look.enlarge.split()
            panel.family_choice.setCurrentIndex(_FIRST)
            yield _soon(lambda: any(block.name == name for block in panel.grid.blocks))
            count = next((each.count for each in panel.grid.blocks if each.name == name), 0)
            if not int(channel) < count:
                raise ValueError(tr("{name} has no channel {channel}.", name=name, channel=channel))
            focused = self._window.focusWidget()
            panel.enlarge(name, int(channel))
            _give_focus(focused)
        if look.gradient != "":
            choice = self._direction
            at = 1 if look.gradient == "likeliest" else 2 + int(look.gradient)
            if not at < choice.count():
                raise ValueError(
                    tr("There is no class {gradient} in this data set.", gradient=look.gradient)
                )
            choice.setCurrentIndex(at)

    def _evaluate(self, look: EvaluationLook) -> None:
        part = self._window.evaluation.part
        part.setCurrentIndex(part.findData(look.part))

    # Panels that are made when they are first seen

    def _ask_where(self, look: WhereLook) -> Generator[Step, None, None]:
        yield self._made("explanation")
        panel = self._explanation
        assert panel is not None
        panel.tabs.setCurrentIndex(0)
        page = panel.where
        page.form.choose(look.method)
        at = 0 if look.of == "likeliest" else 1 + int(look.of)
        if at:
            yield _soon(lambda: page.classes.count() > 1)
        if not at < page.classes.count():
            raise ValueError(tr("The network gives no score for class {of}.", of=look.of))
        page.classes.setCurrentIndex(at)

    def _ask_what_excites(self, look: ExcitesLook) -> Generator[Step, None, None]:
        yield self._made("explanation")
        panel = self._explanation
        assert panel is not None
        panel.tabs.setCurrentIndex(1)
        page = panel.filters
        page.show_channel(look.channel)
        if page.found is None and not page.search.busy:  # a large network is searched if asked
            page.again.click()
        if look.make:
            page.made.make((look.channel,))

    def _measure(self, look: InvarianceLook) -> Generator[Step, None, None]:
        yield self._made("invariance")
        panel = self._measuring
        assert panel is not None
        panel.put_back(())
        panel.ways.setCurrentIndex(0)
        panel.count.setValue(look.images)
        panel.part.setCurrentIndex(panel.part.findData(look.part))
        panel.measure()

    def _made(self, name: str) -> Step:
        return lambda: self._window.docks[name].widget() is not None

    @property
    def _explanation(self) -> ExplanationPanel | None:
        """None until it is first seen."""
        insides = self._window.insides
        assert insides is not None
        return insides.explanation

    @property
    def _measuring(self) -> InvariancePanel | None:
        """None until it is first seen."""
        panel: QWidget | None = self._window.docks["invariance"].widget()
        return panel  # type: ignore[return-value]


def _offers(choice: Choice, at: int) -> bool:
    return at < choice.count()


def _soon(step: Step) -> Step:
    """Done after a while even where it never is, so that it can be said."""
    deadline = time.monotonic() + _PATIENCE
    return lambda: step() or time.monotonic() > deadline


def _give_focus(widget: QWidget | None) -> None:
    """Let the keyboard stay where it was."""
    if widget is not None:
        widget.setFocus()
