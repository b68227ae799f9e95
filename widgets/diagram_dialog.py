"""What a figure is to show, the canvas or another view, and as what file."""

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

from app.language import tr
from widgets.canvas.diagram import (
    SCALES,
    Detail,
    Diagram,
    Figure,
    Form,
    Look,
    size_text,
)
from widgets.canvas.scene import CanvasScene
from widgets.figures.curves_figure import figure_of
from widgets.figures.preview import FigurePreview
from widgets.figures.views import FigureView
from widgets.panels.lettering import NoteLabel
from widgets.settings import settings
from widgets.theme import GAP

_FORMS: Sequence[tuple[Form, str]] = (
    ("svg", tr("SVG, for web pages and Inkscape")),
    ("pdf", tr("PDF, for LaTeX")),
    ("png", tr("PNG, for slides")),
)
_DETAILS: Sequence[tuple[Detail, str]] = (
    ("cards", tr("Cards with settings and sizes")),
    ("arithmetic", tr("Cards with the arithmetic of sizes and parameters")),
    ("pictures", tr("Cards with live feature maps")),
    ("blocks", tr("Coloured blocks with names")),
)
_MOST_PREVIEWED = 60
"""Cards: more take too long to be painted with every choice."""
_CANVAS = tr("Canvas")
_LOOK_MS = 300
"""How often it is looked whether more feature maps have come."""
_REST_MS = 150
"""The preview is painted when the choices have rested so long …"""
_FILLED_MS = (400, 1_500)
"""… and of a panel that was not in sight so long after it has come, when it has been filled."""
assert {form for form, _ in _FORMS} == set(get_args(Form))
assert {detail for detail, _ in _DETAILS} == set(get_args(Detail))


class DiagramDialog(QDialog):
    """Asks for view, format, part, detail and look; what was chosen last is there again."""

    copy_wanted = Signal()
    """The figure as it is chosen shall go onto the clipboard."""

    def __init__(
        self,
        scene: CanvasScene,
        selection: frozenset[str],
        parent: QWidget | None = None,
        views: Sequence[FigureView] = (),
        chosen: FigureView | None = None,
    ) -> None:
        """`views` are those beside the canvas, of which one may be `chosen` at first."""
        super().__init__(parent)
        self.setWindowTitle(tr("Export figure"))
        self.setMinimumWidth(420)
        self._scene = scene
        self._selection = selection
        self._views = tuple(views)
        self.view_box = QComboBox()
        self.view_box.setToolTip(
            tr("The canvas, the lens, or a panel, which comes to the front to be filled")
        )
        if scene.network.layers:
            self.view_box.addItem(_CANVAS, -1)
        for at, view in enumerate(self._views):
            self.view_box.addItem(view.title, at)
        if chosen is not None:
            self.view_box.setCurrentIndex(self.view_box.findData(self._views.index(chosen)))
        self.form_box = _combo(_FORMS, _remembered("form"))
        self.part_box = QComboBox()
        self.part_box.addItem(tr("The whole network"))
        if selection:
            self.part_box.addItem(tr("The selection ({selection:,})", selection=len(selection)))
        self.detail_box = _combo(_DETAILS, _remembered("detail"))
        self.transparent = QCheckBox(tr("Transparent background"))
        self.transparent.setChecked(_remembered("transparent") == "true")
        self.light = QCheckBox(tr("&Light colours, whatever the window's"))
        self.light.setToolTip(tr("Slides and papers are mostly white"))
        self.light.setChecked(_remembered("light") != "false")
        scales = [
            (str(scale), tr("{scale}× ({scale2} dots per inch)", scale=scale, scale2=144 * scale))
            for scale in SCALES
        ]
        self.scale_box = _combo(scales, _remembered("scale") or "2")
        self.size_label = QLabel()
        self._note = NoteLabel()
        self.preview = FigurePreview()
        self._rows = form = QFormLayout()
        form.addRow(tr("&View"), self.view_box)
        form.addRow(tr("&Format"), self.form_box)
        form.addRow(tr("&Part"), self.part_box)
        form.addRow(tr("&Show"), self.detail_box)
        form.addRow("", self.light)
        form.addRow("", self.transparent)
        form.addRow(tr("S&cale"), self.scale_box)
        form.addRow(tr("Size"), self.size_label)
        button = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(button.Ok | button.Cancel)
        self.buttons.button(button.Ok).setText(tr("&Export…"))
        copy = self.buttons.addButton(tr("Cop&y picture"), QDialogButtonBox.ButtonRole.ActionRole)
        copy.clicked.connect(self._copy)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(GAP)
        layout.addLayout(form)
        layout.addWidget(self._note)
        layout.addWidget(self.preview)
        layout.addStretch(1)
        layout.addWidget(self.buttons)
        for box in (
            self.view_box,
            self.form_box,
            self.part_box,
            self.detail_box,
            self.scale_box,
        ):
            box.currentIndexChanged.connect(self._show)
        for tick in (self.light, self.transparent):
            tick.toggled.connect(self._show)
        self._rests = QTimer(self)
        self._rests.setSingleShot(True)
        self._rests.timeout.connect(self._draw)
        self._waits: list[int] = []
        self._maps = 0
        self._maps_come = QTimer(self)
        self._maps_come.timeout.connect(self._follow_maps)
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

    @property
    def view(self) -> FigureView | None:
        """The view that was chosen; None for the canvas."""
        at = self.view_box.currentData()
        return None if at is None or at < 0 else self._views[at]

    def figure(self) -> Figure:
        """What was chosen, ready to be drawn; DiagramError where there is nothing."""
        if (view := self.view) is not None:
            clear, light = self.transparent.isChecked(), self.light.isChecked()
            return figure_of(view.widget, view.title, light=light, transparent=clear)
        look = Look(self.detail, self.transparent.isChecked())
        names = self._selection if self.part_box.currentIndex() == 1 else frozenset()
        return Diagram(self._scene, look, names)

    def remember(self) -> None:
        """Keep the choices for the next time."""
        for key, value in (
            ("form", self.form),
            ("detail", self.detail),
            ("transparent", "true" if self.transparent.isChecked() else "false"),
            ("light", "true" if self.light.isChecked() else "false"),
            ("scale", str(self.scale)),
        ):
            settings().setValue(f"diagram/{key}", value)

    def done(self, result: int) -> None:
        """Whatever was chosen: nothing more is painted for the preview."""
        self._rests.stop()
        self._maps_come.stop()
        self.preview.stop()
        super().done(result)

    def _copy(self) -> None:
        self._rests.stop()
        self.preview.stop()
        self.copy_wanted.emit()
        self._rests.start(_REST_MS)

    def _show(self) -> None:
        """Say what there is to choose, and have the figure painted when the choices rest."""
        canvas = self.view is None
        for row in (self.part_box, self.detail_box):
            self._rows.setRowVisible(row, canvas)
        self._rows.setRowVisible(self.light, not canvas)  # the canvas is always light
        self.scale_box.setEnabled(self.form == "png")
        self._waits = []
        if canvas or self._in_sight:
            self.size_label.setText(size_text(self.figure(), self.form, self.scale))
        self._tell_of_maps()
        self._rests.start(_REST_MS)

    @property
    def _in_sight(self) -> bool:
        return self.view is not None and self.view.in_sight

    def _draw(self) -> None:
        """Paint the preview, of a panel that is filled; of a large canvas there is none."""
        if self.view is not None and not self.view.in_sight and not self._waits:
            self.view.bring_to_front()
            self._waits = list(_FILLED_MS)
        else:
            figure = self.figure()
            self.size_label.setText(size_text(figure, self.form, self.scale))
            if isinstance(figure, Diagram) and len(self._scene.cards) > _MOST_PREVIEWED:
                self.preview.clear()
            else:
                self.preview.draw(figure)
        if self._waits:
            self._rests.start(self._waits.pop(0))

    def _follow_maps(self) -> None:
        """Paint again where more feature maps have come."""
        if self.view is None and self.detail == "pictures" and self._maps_there() != self._maps:
            self._maps = self._maps_there()
            self._show()

    def _maps_there(self) -> int:
        return sum(card.picture is not None for card in self._scene.cards.values())

    def _tell_of_maps(self) -> None:
        if self.view is None and self.detail == "pictures":
            cards, there = self._scene.cards, self._maps_there()
            self._note.say(
                tr(
                    "The feature maps are those of the image that is looked at now; "
                    "{there:,} of {cards:,} cards have theirs.",
                    there=there,
                    cards=len(cards),
                )
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
