"""Which positions of the lens are to be exported, and as what."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from app.language import tr
from widgets.figures.film_forms import FilmChoice
from widgets.lens.film import LensFilm, Sliding
from widgets.panels.lettering import NoteLabel
from widgets.settings import settings
from widgets.theme import GAP, LIGHT, Theme, theme

MOST_FRAMES = 2_000
_FIRST_FRAMES = 200
_PREVIEW = 300
"""Pixels of the preview's width."""
_SIZES = (1, 2, 3)


class LensFilmDialog(QDialog):
    """Asks for positions, format, pace, size and look; all but the positions are remembered."""

    def __init__(self, sliding: Sliding, positions: int, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Export the lens as an animation"))
        self._sliding = sliding
        self.first_box, self.last_box = QSpinBox(), QSpinBox()
        for box, name in (
            (self.first_box, tr("First position")),
            (self.last_box, tr("Last position")),
        ):
            box.setRange(1, positions)
            box.setSuffix(tr(" of {positions:,}", positions=positions))
            box.setAccessibleName(name)
            box.setToolTip(
                tr("Positions are counted from 1 in the order in which the kernel slides")
            )
        self._positions = positions
        self.last_box.setValue(min(positions, _FIRST_FRAMES))
        self.all_button = QPushButton(tr("&All {positions:,} positions", positions=positions))
        self.all_button.setAutoDefault(False)
        self.all_button.clicked.connect(self._take_all)
        self.choice, self.size_box = FilmChoice("lens_film"), QComboBox()
        for scale in _SIZES:
            self.size_box.addItem("", scale)
        self.light = QCheckBox(tr("&Light colours, whatever the window's"))
        kept = settings()
        self.light.setChecked(kept.value("lens_film/light", "true") == "true")
        self.light.setToolTip(tr("Slides and papers are mostly white"))
        scale = int(str(kept.value("lens_film/scale", 1)))
        self.size_box.setCurrentIndex(max(0, self.size_box.findData(scale)))
        self.preview = QLabel()
        self.preview.setAccessibleName(tr("Preview"))
        self.preview.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self.preview.setFixedWidth(_PREVIEW)
        self.note = NoteLabel()
        self._lay_out()
        for spin in (self.first_box, self.last_box):
            spin.valueChanged.connect(self._show)
        for each in (self.size_box, self.choice.form_box, self.choice.pace_box):
            each.currentIndexChanged.connect(self._show)
        self.light.toggled.connect(self._show)
        self._show()

    def _lay_out(self) -> None:
        form = QFormLayout()
        form.addRow(tr("&From position"), self.first_box)
        form.addRow(tr("To posi&tion"), self.last_box)
        if _FIRST_FRAMES < self._positions <= MOST_FRAMES:
            form.addRow("", self.all_button)
        form.addRow(tr("F&ormat"), self.choice.form_box)
        form.addRow(tr("&Pictures"), self.choice.pace_box)
        form.addRow(tr("&Size"), self.size_box)
        form.addRow("", self.light)
        button = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(button.Ok | button.Cancel)
        self.buttons.button(button.Ok).setText(tr("&Export…"))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        left = QVBoxLayout()
        left.setSpacing(GAP)
        left.addLayout(form)
        left.addWidget(self.note)
        left.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(2 * GAP)
        row.addLayout(left)
        row.addWidget(self.preview)
        layout = QVBoxLayout(self)
        layout.setSpacing(GAP)
        layout.addLayout(row)
        layout.addWidget(self.buttons)

    def film(self) -> LensFilm:
        """What was chosen; ValueError, with words, where it cannot be shown."""
        first, last = self.first_box.value() - 1, self.last_box.value() - 1
        if last - first >= MOST_FRAMES:
            raise ValueError(
                tr(
                    "An animation has at most {most_frames:,} pictures: choose fewer.",
                    most_frames=MOST_FRAMES,
                )
            )
        if last < first:
            raise ValueError(tr("The last position comes before the first."))
        shown = self._sliding
        chosen = Sliding(shown.analysis, shown.source, shown.inside, shown.channel, first, last)
        return LensFilm(chosen, self.size_box.currentData(), self._look)

    def remember(self) -> None:
        """Keep the choices for the next time."""
        self.choice.remember()
        for key, value in (
            ("scale", str(self.size_box.currentData())),
            ("light", "true" if self.light.isChecked() else "false"),
        ):
            settings().setValue(f"lens_film/{key}", value)

    def _take_all(self) -> None:
        self.first_box.setValue(1)
        self.last_box.setValue(self._positions)

    def _cut_short(self) -> str:
        """Why not all positions are taken, as long as that was not the user's choice."""
        if self._positions <= _FIRST_FRAMES or (self.first_box.value(), self.last_box.value()) != (
            1,
            _FIRST_FRAMES,
        ):
            return ""
        return tr(
            " So that it stays short, these are the first {first:,} of {positions:,} positions.",
            first=_FIRST_FRAMES,
            positions=self._positions,
        )

    @property
    def _look(self) -> Theme:
        return LIGHT if self.light.isChecked() else theme()

    def _show(self) -> None:
        """The last picture, in which the output has come furthest, or why there is none."""
        ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        try:
            film = self.film()
            picture = film[len(film) - 1]
        except ValueError as error:
            self.preview.clear()
            self.note.say(str(error))
            ok.setEnabled(False)
            return
        for at, factor in enumerate(_SIZES):
            size = film.size / self.size_box.currentData() * factor
            self.size_box.setItemText(
                at, tr("{width:,} × {height:,} pixels", width=size.width(), height=size.height())
            )
        fitted = picture.scaledToWidth(
            round(_PREVIEW * self.devicePixelRatioF()),
            Qt.TransformationMode.SmoothTransformation,
        )
        fitted.setDevicePixelRatio(self.devicePixelRatioF())
        self.preview.setPixmap(QPixmap.fromImage(fitted))
        words = (
            tr(
                "{film:,} pictures of the numbers as they are now, {seconds:,.0f} s in all.",
                film=len(film),
                seconds=len(film) * self.choice.milliseconds / 1000,
            )
            if self.choice.form != "pictures"
            else tr("{film:,} pictures of the numbers as they are now.", film=len(film))
        )
        self.note.say(words + self._cut_short())
        ok.setEnabled(True)
