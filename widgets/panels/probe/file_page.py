"""A picture of the user's own: opened, dropped or pasted."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.language import tr
from widgets.panels.lettering import NoteLabel
from widgets.panels.probe.picture import Picture
from widgets.probe import LookedAt
from widgets.theme import GAP

_HINT = tr("Drop a picture here,\nor paste one (Ctrl+V)")
_FIT = tr(
    "A picture is cut around its middle to the data set's proportions and scaled to its size. "
)
_ADVICE = tr(
    "Ink on paper is dark on white: for digits like MNIST's, go to Draw, From image, Invert, "
    "Centre."
)


class FilePage(QWidget):
    """Shows the picture that was read, and how to come by one."""

    file_wanted = Signal()
    """The user asks to open an image file."""
    paste_wanted = Signal()
    """The user asks for the picture on the clipboard."""
    scene_wanted = Signal()
    """The user asks for the bundled picture."""

    def __init__(self) -> None:
        super().__init__()
        self.picture = Picture(tr("Your picture"), _HINT)
        self.seen: LookedAt | None = None
        """What was read last."""
        self.open = QPushButton(tr("Open image file…"))
        self.open.setToolTip(
            tr("PNG, JPEG, WebP, GIF or BMP, of up to 120 million pixels; JPEG of more")
        )
        self.open.clicked.connect(self.file_wanted)
        self.paste = QPushButton(tr("Paste"))
        self.paste.setToolTip(tr("A picture or the path of one on the clipboard (Ctrl+V)"))
        self.paste.clicked.connect(self.paste_wanted)
        self.scene = QPushButton(tr("Test scene"))
        self.scene.setToolTip(tr("A bundled picture with edges, stripes and textures, for filters"))
        self.scene.clicked.connect(self.scene_wanted)
        self.name = NoteLabel()
        self.note = NoteLabel()
        self.advice = NoteLabel(_FIT + _ADVICE)
        for button in (self.open, self.paste, self.scene):
            button.setAutoDefault(False)
            button.setMinimumWidth(40)
        column = QVBoxLayout()
        column.addWidget(self.open)
        column.addWidget(self.paste)
        column.addWidget(self.scene)
        for label in (self.name, self.advice):
            column.addWidget(label)
        column.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addWidget(self.picture, 3)
        row.addLayout(column, 2)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP // 2)
        layout.addWidget(self.note)
        layout.addLayout(row, 1)
        self.note.hide()
        self.name.hide()

    def show_file(self, seen: LookedAt) -> None:
        """Show the picture that is looked at."""
        self.seen = seen
        self.picture.show_image(seen.original)
        self.name.say(seen.name)
        self.advice.say(f"{seen.done} {_ADVICE}" if seen.done else _FIT + _ADVICE)
        self.note.say("")

    def show_reading(self, name: str) -> None:
        """Say that a picture is being read, which takes seconds for a very large one."""
        self.note.say(tr("Reading {name} …", name=name))

    def show_refusal(self, why: str) -> None:
        """Say why there is no picture, or not another one; nothing where no words are given."""
        if why:
            self.note.warn(why)
        else:
            self.note.say("")
