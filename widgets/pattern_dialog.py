"""New network from the general pattern: choose N, M and K and see what they make."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from app.language import tr
from app.network.analysis import analyse
from app.network.fields import values_of
from app.network.graph import Network
from app.network.layers.dense import Input
from app.network.patterns import Pattern
from widgets.panels.settings_form import SettingsForm
from widgets.theme import GAP, NORMAL, font, theme


class PatternDialog(QDialog):
    """A form for INPUT → [[CONV → RELU]·N → POOL?]·M → [FC → RELU]·K → FC with a preview."""

    def __init__(self, image: Input, classes: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("New from the general pattern"))
        self.setMinimumWidth(460)
        self._image = image
        self._classes = classes
        self._pattern = Pattern()
        self._form = SettingsForm(Pattern)
        self._form.edited.connect(self._change)
        self._text = QLabel()
        self._text.setFont(font(NORMAL, bold=True))
        self._text.setWordWrap(True)
        self._outcome = QLabel()
        self._outcome.setWordWrap(True)
        self._outcome.setTextFormat(Qt.TextFormat.PlainText)
        button = QDialogButtonBox.StandardButton
        self._buttons = QDialogButtonBox(button.Ok | button.Cancel)
        self._buttons.button(button.Ok).setText(tr("Create"))
        self._buttons.accepted.connect(self.accept)
        self._buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(GAP)
        for widget in (self._text, self._form, self._outcome):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addWidget(self._buttons)
        self._show()

    @property
    def network(self) -> Network:
        """What the chosen numbers make."""
        return self._pattern.build(self._image, self._classes)

    def _change(self, name: str, value: Any) -> None:
        self._pattern = replace(self._pattern, **{name: value})
        self._show()

    def _show(self) -> None:
        self._form.show_values(values_of(self._pattern))
        self._text.setText(self._pattern.text)
        analysis = self._analysis = analyse(self.network)
        words = tr(
            "{layers} layers, {parameters:,} parameters",
            layers=len(analysis.layers),
            parameters=analysis.parameters,
        )
        if analysis.problems:
            words += f". {analysis.problems[0].located}"
        self._outcome.setText(words)
        self._colour()

    def _colour(self) -> None:
        palette = self._outcome.palette()
        look = theme()
        colour = look.colour("error" if self._analysis.errors else "faint_text")
        palette.setColor(self._outcome.foregroundRole(), colour)
        self._outcome.setPalette(palette)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_analysis"):
            self._colour()
        super().changeEvent(event)
