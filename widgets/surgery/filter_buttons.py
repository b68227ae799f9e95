"""The buttons that operate on one filter."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QToolButton, QWidget

from app.language import tr
from widgets.surgery.filter_tools import ChosenFilter, FilterTools
from widgets.theme import GAP


class FilterButtons(QWidget):
    """Kernel, mute, invert and reset; pointing at "Mute" shows what it would do."""

    def __init__(self, tools: FilterTools) -> None:
        super().__init__()
        self._tools = tools
        self._chosen: ChosenFilter | None = None
        self.kernel = self._button(
            tr("Kernel…"), tr("Put a hand-made kernel here, or type one"), self.choose_kernel
        )
        self.mute = self._button(
            tr("Mute"), tr("All weights and the bias zero: it answers nothing any more"), self._mute
        )
        self.invert = self._button(
            tr("Invert"), tr("Turn the sign of all weights and of the bias"), self._invert
        )
        self.reset = self._button(tr("Reset"), tr("What it was before the edits"), self._reset)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.name = QLabel()
        self.name.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        row.addWidget(self.name)
        row.addSpacing(GAP)
        for button in (self.kernel, self.mute, self.invert, self.reset):
            row.addWidget(button)
        row.addStretch(1)
        self.mute.installEventFilter(self)
        tools.edits.edited.connect(self._refresh)
        self.show_filter(None)

    def show_filter(self, chosen: ChosenFilter | None) -> None:
        """Operate on this filter from now on; without one nothing can be pressed."""
        self._chosen = chosen
        self._refresh()

    def choose_kernel(self) -> None:
        """Open the dialog of kernels."""
        if self._chosen is not None and self._chosen.has_kernels:
            self._tools.choose_kernel(self._chosen, self.window())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        chosen = self._chosen
        if event.type() == QEvent.Type.Enter and self.mute.isEnabled() and chosen is not None:
            self._tools.effect.try_muting(chosen.layer, chosen.number)
        elif event.type() in (QEvent.Type.Leave, QEvent.Type.Hide):
            self._tools.effect.stop_trying()
        return super().eventFilter(watched, event)

    def _refresh(self) -> None:
        chosen = self._chosen
        there = chosen is not None
        self.name.setText(chosen.title if chosen else "")
        self.kernel.setVisible(chosen is None or chosen.has_kernels)
        silent = chosen is not None and not chosen.weights.any()
        self.kernel.setEnabled(there)
        self.invert.setEnabled(there)
        self.mute.setEnabled(there and not silent)
        edited = chosen is not None and self._tools.is_edited(chosen.layer, chosen.number)
        self.reset.setEnabled(edited)

    def _mute(self) -> None:
        if self._chosen is not None:
            self._tools.mute(self._chosen)

    def _invert(self) -> None:
        if self._chosen is not None:
            self._tools.invert(self._chosen)

    def _reset(self) -> None:
        if self._chosen is not None:
            self._tools.reset(self._chosen)

    def _button(self, text: str, tip: str, act: Callable[[], None]) -> QToolButton:
        button = QToolButton()
        button.setText(text)
        button.setToolTip(tip)
        button.setAutoRaise(True)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(lambda: act())
        return button
