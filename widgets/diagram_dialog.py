"""What a diagram is to show, and as what file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast, get_args

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLabel,
    QVBoxLayout,
    QWidget,
)

from widgets.canvas.diagram import SCALES, Detail, Diagram, Form, Look, size_text
from widgets.canvas.scene import CanvasScene
from widgets.panels.lettering import NoteLabel
from widgets.settings import settings
from widgets.theme import GAP

_FORMS: Sequence[tuple[Form, str]] = (
    ("svg", "SVG, for web pages and Inkscape"),
    ("pdf", "PDF, for LaTeX"),
    ("png", "PNG, for slides"),
)
_DETAILS: Sequence[tuple[Detail, str]] = (
    ("cards", "Cards with settings and sizes"),
    ("pictures", "Cards with live feature maps"),
    ("blocks", "Coloured blocks with names"),
)
_LOOK_MS = 300
"""How often it is looked whether more feature maps have come."""
assert {form for form, _ in _FORMS} == set(get_args(Form))
assert {detail for detail, _ in _DETAILS} == set(get_args(Detail))


class DiagramDialog(QDialog):
    """Asks for format, part, detail and background; what was chosen last is there again."""

    copy_wanted = Signal()
    """The diagram as it is chosen shall go onto the clipboard."""

    def __init__(
        self, scene: CanvasScene, selection: frozenset[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle("Export diagram")
        self.setMinimumWidth(420)
        self._scene = scene
        self._selection = selection
        self.form_box = _combo(_FORMS, _remembered("form"))
        self.part_box = QComboBox()
        self.part_box.addItem("The whole network")
        if selection:
            self.part_box.addItem(f"The selection ({len(selection):,})")
        self.detail_box = _combo(_DETAILS, _remembered("detail"))
        self.transparent = QCheckBox("Transparent background")
        self.transparent.setChecked(_remembered("transparent") == "true")
        scales = [(str(scale), f"{scale}× ({144 * scale} dots per inch)") for scale in SCALES]
        self.scale_box = _combo(scales, _remembered("scale") or "2")
        self.size_label = QLabel()
        self._note = NoteLabel()
        form = QFormLayout()
        form.addRow("&Format", self.form_box)
        form.addRow("&Part", self.part_box)
        form.addRow("&Show", self.detail_box)
        form.addRow("", self.transparent)
        form.addRow("S&cale", self.scale_box)
        form.addRow("Size", self.size_label)
        button = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(button.Ok | button.Cancel)
        self.buttons.button(button.Ok).setText("&Export…")
        copy = self.buttons.addButton("Cop&y picture", QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self.copy_wanted)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(GAP)
        layout.addLayout(form)
        layout.addWidget(self._note)
        layout.addStretch(1)
        layout.addWidget(self.buttons)
        for box in (self.form_box, self.part_box, self.detail_box, self.scale_box):
            box.currentIndexChanged.connect(self._show)
        self._maps_come = QTimer(self)
        self._maps_come.timeout.connect(self._show)
        self._maps_come.start(_LOOK_MS)
        self._show()

    @property
    def form(self) -> Form:
        return cast(Form, self.form_box.currentData())

    @property
    def detail(self) -> Detail:
        return cast(Detail, self.detail_box.currentData())

    @property
    def scale(self) -> int:
        """Pixels of a PNG per scene unit."""
        return int(self.scale_box.currentData())

    def diagram(self) -> Diagram:
        """What was chosen, ready to be drawn."""
        look = Look(self.detail, self.transparent.isChecked())
        names = self._selection if self.part_box.currentIndex() == 1 else frozenset()
        return Diagram(self._scene, look, names)

    def remember(self) -> None:
        """Keep the choices for the next time."""
        for key, value in (
            ("form", self.form),
            ("detail", self.detail),
            ("transparent", "true" if self.transparent.isChecked() else "false"),
            ("scale", str(self.scale)),
        ):
            settings().setValue(f"diagram/{key}", value)

    def _show(self) -> None:
        """Say how large it will be."""
        self.scale_box.setEnabled(self.form == "png")
        self.size_label.setText(size_text(self.diagram(), self.form, self.scale))
        if self.detail == "pictures":
            cards = self._scene.cards.values()
            there = sum(card.picture is not None for card in cards)
            self._note.say(
                "The feature maps are those of the image that is looked at now; "
                f"{there:,} of {len(cards):,} cards have theirs."
            )
        else:
            self._note.say("")


def last_look() -> Look:
    """The look that was chosen last, for copying without asking."""
    detail = _remembered("detail")
    known = detail if detail in get_args(Detail) else "cards"
    return Look(cast(Detail, known), _remembered("transparent") == "true")


def _remembered(key: str) -> str:
    return str(settings().value(f"diagram/{key}", ""))


def _combo(entries: Sequence[tuple[str, str]], chosen: str) -> QComboBox:
    box = QComboBox()
    for value, text in entries:
        box.addItem(text, value)
    box.setCurrentIndex(max(0, box.findData(chosen)))
    return box
