"""All that can be done with one filter, as a menu with its keys."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import numpy as np
from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QImage, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from app.atomic_file import atomic_file
from app.language import tr
from widgets.asking_for_files import ask_where_to_write
from widgets.pictures import mosaic, stacked_colour_image
from widgets.surgery.filter_text import filter_csv
from widgets.surgery.filter_tools import ChosenFilter, FilterTools

FILM_ACTION = tr("Filters over the ru&n as animation…")
PICTURE_PIXELS = 12
"""Pixels that a weight takes in a picture that is copied or saved."""


class FilterMenu(QObject):
    """Acts on the filter that `chosen` gives; its keys work within `widget`."""

    message = Signal(str)
    film_wanted = Signal(str)
    """The filters of this layer over the run are to be exported."""

    def __init__(
        self, tools: FilterTools, widget: QWidget, chosen: Callable[[], ChosenFilter | None]
    ) -> None:
        super().__init__(widget)
        self._tools, self._widget, self._chosen = tools, widget, chosen
        self._reset = self._action(tr("&Reset to before the edits"), "R", tools.reset)
        self._actions: list[QAction | None] = [
            self._action(tr("&Kernel…"), "K", lambda it: tools.choose_kernel(it, widget.window())),
            self._action(tr("&Mute"), "Del", tools.mute),
            self._action(tr("&Invert"), "I", tools.invert),
            self._reset,
            None,
            self._action(tr("&Copy weights"), "Ctrl+C", tools.copy),
            self._action(tr("&Paste weights"), "Ctrl+V", tools.paste),
            self._action(tr("Copy as pic&ture"), "Ctrl+Shift+C", self._copy_picture),
            None,
            self._action(tr("&Save picture…"), "", self._save_picture),
            self._action(tr("Save weights as CS&V…"), "", self._save_csv),
            self._action(FILM_ACTION, "", lambda it: self.film_wanted.emit(it.layer)),
        ]
        widget.addActions([action for action in self._actions if action is not None])

    def open(self, at: QPoint) -> None:
        """Show the menu at a point of the screen."""
        chosen = self._chosen()
        if chosen is None:
            return
        menu = QMenu(self._widget)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addSection(chosen.name.capitalize())
        for action in self._actions:
            if action is None:
                menu.addSeparator()
            else:
                menu.addAction(action)
        edited = self._tools.is_edited(chosen.layer, chosen.number)
        self._reset.setEnabled(edited)
        menu.aboutToHide.connect(lambda: self._reset.setEnabled(True))  # for its key
        menu.popup(at)

    def _action(self, text: str, keys: str, act: Callable[[ChosenFilter], object]) -> QAction:
        action = QAction(text, self._widget)
        action.setShortcut(QKeySequence(keys))
        action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        action.triggered.connect(lambda _checked=False: self._act(act))
        return action

    def _act(self, act: Callable[[ChosenFilter], object]) -> None:
        chosen = self._chosen()
        if chosen is None:
            self.message.emit(
                tr("Choose a filter first: click it, or go to it with the arrow keys.")
            )
        else:
            act(chosen)

    def _copy_picture(self, chosen: ChosenFilter) -> None:
        QGuiApplication.clipboard().setImage(filter_picture(chosen))
        self.message.emit(tr("Copied a picture of {name}.", name=chosen.name))

    def _save_picture(self, chosen: ChosenFilter) -> None:
        path = self._ask_where(chosen, "png", tr("Pictures (*.png)"))
        if path is not None and not filter_picture(chosen).save(str(path)):
            self.message.emit(tr("{name} could not be written.", name=path.name))

    def _save_csv(self, chosen: ChosenFilter) -> None:
        path = self._ask_where(chosen, "csv", tr("CSV (*.csv)"))
        if path is not None:
            try:
                with atomic_file(path) as file:
                    file.write(filter_csv(chosen.weights).encode())
            except OSError as error:
                self.message.emit(
                    tr(
                        "{name} could not be written: {strerror}",
                        name=path.name,
                        strerror=error.strerror,
                    )
                )

    def _ask_where(self, chosen: ChosenFilter, suffix: str, pattern: str) -> Path | None:
        suggestion = f"{chosen.layer}-filter-{chosen.number}.{suffix}"
        title = tr("Save {name}", name=chosen.name)
        return ask_where_to_write(self._widget.window(), title, "exports", suggestion, pattern)


def filter_picture(chosen: ChosenFilter) -> QImage:
    """The filter enlarged: in colour over three channels, else a square for each channel."""
    weights = chosen.weights
    limit = float(np.abs(weights).max()) or 1.0
    if len(weights) == 3:
        image = stacked_colour_image(weights[None], -limit, limit)
    else:
        image = mosaic(weights, -limit, limit, diverging=True)
    return image.scaled(
        image.width() * PICTURE_PIXELS,
        image.height() * PICTURE_PIXELS,
        mode=Qt.TransformationMode.FastTransformation,
    )
