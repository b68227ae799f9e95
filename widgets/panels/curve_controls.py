"""The controls above the curves: smoothing, scale, learning rate, other runs, and a note."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QAction, QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QToolButton,
    QWidget,
)

from app.language import tr
from widgets.figures.on_paper import on_paper
from widgets.more_button import more_button
from widgets.panels.past_runs import RunChooser
from widgets.theme import GAP, SMALL, font

_SMOOTHING = (
    (tr("Not smoothed"), 1),
    (tr("Mean of 10"), 10),
    (tr("Mean of 50"), 50),
    (tr("Mean of 200"), 200),
)


class CurveControls(QWidget):
    """A row of controls; the menu at its end offers `actions`."""

    def __init__(self, actions: Sequence[QAction]) -> None:
        super().__init__()
        self.note = QLabel()
        self.note.setFont(font(SMALL))
        self.note.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.note.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.whole_button = QToolButton()
        self.whole_button.setText(tr("Show whole run"))
        self.whole_button.setToolTip(tr("Follow the run again (Home)"))
        self.whole_button.hide()
        self.smoothing = QComboBox()
        for text, width in _SMOOTHING:
            self.smoothing.addItem(text, width)
        self.smoothing.setCurrentIndex(1)
        self.smoothing.setToolTip(tr("Mean of so many steps, drawn over the single ones"))
        self.smoothing.setAccessibleName(tr("Smoothing"))
        on_paper(self.note)
        on_paper(self.smoothing)  # the legend tells what the means are of
        self.log_scale = QCheckBox(tr("Log loss"))
        self.log_scale.setToolTip(tr("Loss on a logarithmic scale"))
        self.show_rate = QCheckBox(tr("Learning rate"))
        self.show_rate.setToolTip(
            tr("Show the learning rate of each step beside loss and accuracy")
        )
        self.compare = RunChooser()
        self.compare.failed.connect(self.note.setText)
        menu = QMenu(self)
        menu.addActions(actions)
        self.menu_button = more_button(menu, tr("the curves"), tr("Save or copy the curves"))
        self._always = (
            self.smoothing,
            self.log_scale,
            self.show_rate,
            self.compare,
            self.menu_button,
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP)
        row.addWidget(self.note, 1)
        for widget in (self.whole_button, *self._always):
            row.addWidget(widget)

    @property
    def needed_width(self) -> int:
        """What the controls need so that no word is cut off, the note left out."""
        return sum(widget.sizeHint().width() + GAP for widget in self._always)
