"""Which settings a search goes over, and their ranges, as rows to edit."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.experiments.search_space import parse_space, subjects, usual_range
from app.language import tr
from app.network.fields import Field
from widgets.document import Document
from widgets.theme import GAP, SMALL, font

FIRST = ("learning_rate", "batch_size")
"""What is searched over unless the user says otherwise."""
_HINT = tr("LOW..HIGH, LOW..HIGH:log in factors, or A, B, C")


class SpaceEditor(QWidget):
    """A row for each setting: what, and from where to where."""

    changed = Signal()
    """Something was edited; `problem` says what is wrong with it, if anything."""

    def __init__(self, document: Document) -> None:
        super().__init__()
        self._document = document
        self.rows: list[_Row] = []
        """In the order in which they are shown."""
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(4)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 3)
        self._grid.setColumnStretch(1, 3)
        self.add_button = QPushButton(tr("&Add a setting"))
        self.add_button.clicked.connect(lambda: self.add())
        hint = QLabel(_HINT)
        hint.setFont(font(SMALL))
        hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP)
        layout.addLayout(self._grid)
        layout.addWidget(hint)
        layout.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignLeft)
        for subject in FIRST:
            self.add(subject)

    @property
    def texts(self) -> list[str]:
        """The space as the command line has it."""
        return [f"{row.subject}={row.values.text()}" for row in self.rows]

    @property
    def problem(self) -> str:
        """Why it cannot be searched; empty where it can."""
        try:
            parse_space(self.texts, self._document.network, self._document.recipe)
        except ValueError as error:
            return str(error)
        return ""

    def put(self, texts: Sequence[str]) -> None:
        """Search over these, written as the command line has them."""
        for row in tuple(self.rows):
            self._remove(row)
        for text in texts:
            subject, _, values = text.partition("=")
            self.add(subject)
            self.rows[-1].values.setText(values)
        self.changed.emit()

    def add(self, subject: str = "") -> None:
        """Add a row, for the first setting that has none unless one is named."""
        known = subjects(self._document.network)
        used = {row.subject for row in self.rows}
        free = [name for name in known if name not in used and self._usual(name, known[name])]
        chosen = subject if subject in known else next(iter(free), "")
        if not chosen:
            return
        row = _Row(list(known), chosen, self._edit)
        self.rows.append(row)
        self._lay_out()
        self._choose_values(row)
        row.what.currentTextChanged.connect(lambda _text: self._choose_values(row))
        row.remove.clicked.connect(lambda: self._remove(row))

    def _choose_values(self, row: _Row) -> None:
        field = subjects(self._document.network).get(row.subject)
        if field is not None:
            row.values.setText(self._usual(row.subject, field))
            row.values.setToolTip(
                tr(
                    "{help}\n{name} takes {allowed}.",
                    help=field.help,
                    name=field.name,
                    allowed=field.allowed,
                )
            )
        self.changed.emit()

    def _usual(self, subject: str, field: Field) -> str:
        layer, _, name = subject.rpartition(".")
        holder = self._document.network.layers[layer] if layer else self._document.recipe
        among = usual_range(field, getattr(holder, name))
        return among.text if among else ""

    def _remove(self, row: _Row) -> None:
        self.rows.remove(row)
        for widget in (row.what, row.values, row.remove):
            self._grid.removeWidget(widget)
            widget.deleteLater()
        self._lay_out()
        self.changed.emit()

    def _lay_out(self) -> None:
        for at, row in enumerate(self.rows):
            for column, widget in enumerate((row.what, row.values, row.remove)):
                self._grid.addWidget(widget, at, column)
            row.remove.setVisible(len(self.rows) > 1)

    def _edit(self) -> None:
        self.changed.emit()


class _Row:
    """The widgets of one setting."""

    def __init__(self, names: list[str], subject: str, edited: Callable[[], None]) -> None:
        self.what = QComboBox()
        self.what.addItems(names)
        self.what.setMaxVisibleItems(20)
        self.what.setCurrentText(subject)
        self.what.setAccessibleName(tr("Setting"))
        self.what.setMinimumContentsLength(14)
        self.what.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.values = QLineEdit()
        self.values.setAccessibleName(tr("Values"))
        self.values.textEdited.connect(lambda _text: edited())
        self.remove = QToolButton()
        self.remove.setText("×")
        self.remove.setAutoRaise(True)
        self.remove.setToolTip(tr("Do not search over this setting"))
        self.remove.setAccessibleName(tr("Remove the setting"))

    @property
    def subject(self) -> str:
        return self.what.currentText()
