"""The one image that everything looks at: from the data set, drawn, typed, or a file; and changed.

The tab that is open tells where the image comes from. What was drawn or typed stays while another
tab is open, and is looked at again when its tab is.
"""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, QMimeData, QSize, Qt, Signal
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QApplication,
    QBoxLayout,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from app.data.dataset import Dataset
from app.data.preprocessing import Shape
from app.data.probe_changes import nothing_to_see
from app.data.scene import SCENE
from app.inspection.snapshot import Snapshot, Wanted
from app.language import tr
from app.network.edits import SetFields
from app.network.graph import Network
from app.network.layers.dense import Input
from widgets.document import Document
from widgets.live_views import SnapshotView
from widgets.panels.lettering import NoteLabel, heading
from widgets.panels.predictions_panel import ProbabilityBars
from widgets.panels.probe.changes_form import ProbeChangesForm
from widgets.panels.probe.data_page import DataPage
from widgets.panels.probe.draw_page import DrawPage
from widgets.panels.probe.file_page import FilePage
from widgets.panels.probe.incoming import Incoming, incoming, is_for_the_probe
from widgets.panels.probe.matrix_page import MatrixPage
from widgets.panels.probe.picture import Picture
from widgets.probe import LookedAt, Probe, Source
from widgets.settings import settings
from widgets.theme import GAP

_TABS: tuple[tuple[Source, str, str], ...] = (
    ("data", tr("Data set"), tr("An image of the data set, of which the class is known")),
    ("drawing", tr("Draw"), tr("An image drawn by hand; everything follows every stroke")),
    ("matrix", tr("Matrix"), tr("Numbers typed by hand, as they are worked on the blackboard")),
    ("file", tr("File"), tr("A picture of your own: open, drop or paste it")),
)
_KEY = "probe/tab"
_LEAST_PAGE = 150
"""Pixels of height with which every page can be worked."""
UPRIGHT_BELOW = 560
"""In a panel narrower than so many pixels the sliders stand below the image."""
ROOM_FOR_BARS = 300
"""Pixels of height from which the likely classes have room; in a lower one, the panel of
predictions stands beside it."""


class ProbePanel(SnapshotView):
    """Chooses, makes and changes the probe image; all views follow it while it does."""

    data_chosen = Signal(str, int)
    """The part and index of an image of the data set."""
    samples_wanted = Signal()
    """The user wants to see many samples of the data set."""

    def __init__(self, document: Document, probe: Probe) -> None:
        super().__init__()
        self._document = document
        self._probe = probe
        self.setAccessibleName(tr("Probe"))
        self.setAcceptDrops(True)
        self.data, self.draw = DataPage(), DrawPage()
        self.matrix, self.file = MatrixPage(), FilePage()
        self.changes = ProbeChangesForm()
        self.original = Picture(tr("The image as it is"), tr("nothing chosen yet"))
        self.changed = Picture(tr("The image as it is looked at"))
        self.bars = ProbabilityBars()
        self.bars.setAccessibleName(tr("The three most likely classes"))
        self.blank = NoteLabel()
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(tr("Where the image comes from"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self._pages = _Pages()
        pages = (self.data, self.draw, self.matrix, self.file)
        for (_, title, tip), page in zip(_TABS, pages, strict=True):
            number = self.tabs.addTab(title)
            self.tabs.setTabToolTip(number, tip)
            self._pages.addWidget(page)
        remembered = str(settings().value(_KEY, "data"))
        # The program begins with an image of the data set, so not with the numbers of a matrix.
        self._open_tab(remembered if remembered in ("drawing", "file") else "data")
        self._lay_out()
        self._connect()
        if probe.dataset is not None:
            self._take_dataset(probe.dataset)
        if probe.seen is not None:
            self._show(probe.seen)
        self._follow_network()

    def sizeHint(self) -> QSize:
        return QSize(760, 240)

    @property
    def source(self) -> Source:
        """The tab that is open."""
        return _TABS[self.tabs.currentIndex()][0]

    def wanted(self) -> Wanted:
        return Wanted(predictions=True)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the three classes that are most likely, where the network ends in classes."""
        probabilities, dataset = snapshot.probabilities, self._probe.dataset
        classes = dataset.classes if dataset else ()
        if probabilities is None or len(probabilities) != len(classes):
            self.bars.hide()
            return
        top = np.argsort(-probabilities, kind="stable")[:3]
        shown = [int(number) for number in top]
        truth = self._probe.seen.truth if self._probe.seen else None
        place = shown.index(truth) if truth in shown else None
        self.bars.show_bars(probabilities[top], [classes[number] for number in shown], place)
        self.bars.setVisible(self.width() < UPRIGHT_BELOW or self.height() >= ROOM_FOR_BARS)

    # What is chosen

    def _connect(self) -> None:
        probe = self._probe
        probe.looked_at.connect(self._show)
        probe.dataset_taken.connect(self._take_dataset)
        probe.reading.connect(self.file.show_reading)
        probe.refused.connect(self._show_refusal)
        probe.left.connect(self.file.show_refusal)
        self.tabs.currentChanged.connect(self._change_tab)
        self.data.chosen.connect(self.data_chosen)
        self.data.samples_wanted.connect(self.samples_wanted)
        self.draw.drawn.connect(lambda picture: probe.look_at(picture, "drawing"))
        self.draw.image_wanted.connect(self._draw_on_image)
        self.matrix.typed.connect(lambda image: probe.look_at(image, "matrix"))
        self.matrix.input_wanted.connect(self._set_input)
        self.file.file_wanted.connect(probe.ask_for_file)
        self.file.paste_wanted.connect(self.paste)
        self.file.scene_wanted.connect(lambda: probe.open_file(SCENE))
        self.changes.changed.connect(probe.change)
        self._document.network_changed.connect(self._follow_network)

    def _show(self, seen: LookedAt) -> None:
        """Follow what is looked at, wherever it was chosen.

        A pad that nothing is drawn on yet stays open.
        """
        if seen.source != self.source and not (seen.source == "data" and self._is_empty()):
            self._open_tab(seen.source)
        if seen.source == "data":
            self.data.show_chosen(seen.part, seen.index)
        elif seen.source == "file" and self.file.seen is not seen:
            self.file.show_file(seen)
        self.original.show_image(seen.original)
        self.changed.show_image(seen.image)
        self.blank.say(nothing_to_see(seen.original, seen.image))
        channels, height, width = seen.original.shape
        self.changes.show_shape((channels, height, width))

    def _take_dataset(self, dataset: Dataset) -> None:
        """Nothing is lost: what was drawn is fitted to the new images."""
        self.data.show_data(dataset)
        self.draw.show_data(dataset)
        seen = self._probe.seen
        if seen is not None and seen.source == "data":
            self.data.show_chosen(seen.part, seen.index)
        else:
            self.data.show_chosen("test", 0)

    def _is_empty(self) -> bool:
        """Whether there is nothing in the open tab to look at."""
        drawing = self.source == "drawing" and self.draw.picture is None
        return drawing or (self.source == "file" and self.file.seen is None)

    def _open_tab(self, source: str) -> None:
        """Show a tab as it is, without choosing what is in it."""
        number = [key for key, *_ in _TABS].index(source)  # type: ignore[arg-type]
        self.tabs.blockSignals(True)
        self.tabs.setCurrentIndex(number)
        self.tabs.blockSignals(False)
        self._pages.setCurrentIndex(number)

    def _change_tab(self, number: int) -> None:
        """Look at what is in the tab, if there is something."""
        self._pages.setCurrentIndex(number)
        settings().setValue(_KEY, self.source)
        if self.source == "data":
            self.data.choose_again()
        elif self.source == "drawing" and self.draw.picture is not None:
            self._probe.look_at(self.draw.picture, "drawing")
        elif self.source == "matrix":
            self._probe.look_at(self.matrix.image, "matrix")
        elif self.source == "file" and self.file.seen is not None:
            self._probe.look_again(self.file.seen)

    def _draw_on_image(self) -> None:
        seen = self._probe.seen
        if seen is not None:
            self.draw.pad.take(seen.original)

    # The network's Input

    def _follow_network(self) -> None:
        name = _input_of(self._document.network)
        shape: Shape | None = None
        if name is not None:
            layer = self._document.network.layers[name]
            assert isinstance(layer, Input)
            shape = (layer.channels, layer.height, layer.width)
        self.matrix.show_input(shape)
        self._probe.note_input(shape)

    def _set_input(self, shape: Shape) -> None:
        """Make the Input as large as the matrix: an edit like any other."""
        name = _input_of(self._document.network)
        if name is not None:
            channels, height, width = shape
            values = {"channels": channels, "height": height, "width": width}
            self._document.apply(SetFields(name, values))

    # Pasting and dropping

    def paste(self) -> None:
        """Take what is on the clipboard: a picture, an image file, or a matrix of numbers."""
        # An empty clipboard may give None, whatever the types say.
        data = QApplication.clipboard().mimeData() or QMimeData()
        self._take(incoming(data, "pasted", prefer_numbers=self.source == "matrix"))

    def _take(self, what: Incoming) -> None:
        if what.path is not None:
            self._probe.open_file(what.path)
        elif what.picture is not None:
            self._probe.open_picture(what.picture)
        elif what.numbers:
            self._open_tab("matrix")
            self.matrix.take_text(what.numbers)
        elif self.source == "matrix":
            self.matrix.show_refusal(what.refusal)
        else:
            self._show_refusal(what.refusal)

    def _show_refusal(self, why: str) -> None:
        """Say where pictures come in why there is none; what was looked at stays."""
        self._open_tab("file")
        self.file.show_refusal(why)

    def event(self, event: QEvent) -> bool:
        """Ctrl+V is the panel's own while the keyboard is in it."""
        if isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Paste):
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                self.paste()
                return True
        return super().event(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if is_for_the_probe(event.mimeData()):
            event.acceptProposedAction()
        else:
            event.ignore()

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self._take(incoming(event.mimeData(), "dropped"))

    # Layout

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The sliders stand beside the image, in a tall and narrow panel below it."""
        upright = self.width() < UPRIGHT_BELOW
        way = QBoxLayout.Direction.TopToBottom if upright else QBoxLayout.Direction.LeftToRight
        if way != self._beside.direction():
            self._beside.setDirection(way)
            sideways = QBoxLayout.Direction.LeftToRight
            self._before_after.setDirection(
                sideways if upright else QBoxLayout.Direction.TopToBottom
            )
            self._right.setDirection(
                QBoxLayout.Direction.TopToBottom if upright else QBoxLayout.Direction.RightToLeft
            )
        super().resizeEvent(event)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.setSpacing(GAP // 2)
        left.addWidget(self.tabs)
        left.addWidget(self.blank)
        left.addWidget(self._pages, 1)
        self._before_after = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._before_after.setSpacing(GAP // 2)
        for title, picture in ((tr("Original"), self.original), (tr("Changed"), self.changed)):
            column = QVBoxLayout()
            column.setSpacing(2)
            label = heading(title)
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
            column.addWidget(picture, 1)
            self._before_after.addLayout(column)
        pictures = QVBoxLayout()
        pictures.addLayout(self._before_after, 1)
        self._right = QBoxLayout(QBoxLayout.Direction.RightToLeft)
        self._right.setContentsMargins(0, 0, 0, 0)
        self._right.setSpacing(GAP)
        self._right.addLayout(pictures, 1)
        sliders = QVBoxLayout()
        sliders.addWidget(self.changes)
        sliders.addWidget(self.bars)
        sliders.addStretch(1)
        self._right.addLayout(sliders, 3)
        self.bars.setMinimumHeight(3 * 16)
        self.bars.hide()
        right = QWidget()
        right.setLayout(self._right)
        self._beside = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._beside.setSpacing(2 * GAP)
        self._beside.addLayout(left, 5)
        self._beside.addWidget(right, 4)
        content = QWidget()
        content.setLayout(self._beside)
        self._beside.setContentsMargins(GAP, GAP // 2, GAP, GAP // 2)
        area = QScrollArea()
        area.setWidget(content)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(area)
        self.setFocusProxy(self.tabs)
        # A click anywhere in it, so that Ctrl+V pastes a picture and no layers.
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.tabs.setFocusPolicy(Qt.FocusPolicy.StrongFocus)


class _Pages(QStackedWidget):
    """Pages that take the height there is: of itself it would be that of the longest notes."""

    def hasHeightForWidth(self) -> bool:
        return False

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), _LEAST_PAGE)


def _input_of(network: Network) -> str | None:
    return network.inputs[0] if network.inputs else None
