"""Where a network looks in the probe image, and what its filters look for in the data."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QGuiApplication, QHideEvent, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QMenu,
    QStackedWidget,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from app.data.dataset import Dataset
from app.inspection.snapshot import Snapshot, Wanted
from app.language import tr
from app.training.progress import Progress
from widgets.document import Document
from widgets.empty_state import TO_A_NETWORK, EmptyState
from widgets.inquiries import Inquiries
from widgets.live_views import SnapshotView, on_screen
from widgets.more_button import more_button
from widgets.panels.explanation.filter_page import FilterPage
from widgets.panels.explanation.picture_file import PictureFile
from widgets.panels.explanation.where_page import WherePage
from widgets.panels.table_export import copy_plain
from widgets.theme import GAP, NORMAL, font

_NO_NETWORK = tr(
    "There is no network yet. Where it looks in an image, and what its filters look for, "
    "appears here."
)


class ExplanationPanel(SnapshotView):
    """Two pages; only the one in sight asks for anything."""

    probe_chosen = Signal(str, int)
    """The part and the number of an image in it that shall be looked at."""
    pixel_chosen = Signal(object)
    """A `Pixel`: the unit that a patch excites."""
    message = Signal(str)
    """What has become of a file, in words."""

    def __init__(self, document: Document, inquiries: Inquiries) -> None:
        super().__init__()
        self.setAccessibleName(tr("Explanation"))
        self._document = document
        self._dataset: Dataset | None = None
        self._training = False
        self.where = WherePage(inquiries, lambda: self._sees(self.where))
        self.filters = FilterPage(document, inquiries, lambda: self._sees(self.filters))
        self.filters.probe_chosen.connect(self.probe_chosen)
        self.filters.pixel_chosen.connect(self.pixel_chosen)
        self.tabs = QTabBar()
        self.tabs.setAccessibleName(tr("What is explained"))
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.addTab(tr("Where it looks"))
        self.tabs.setTabToolTip(0, tr("The pixels of the probe image that a class rests on"))
        self.tabs.addTab(tr("What it looks for"))
        self.tabs.setTabToolTip(1, tr("The images and patches that excite the selected layer"))
        self._pages = QStackedWidget()
        self._pages.addWidget(self.where)
        self._pages.addWidget(self.filters)
        empty = QLabel(_NO_NETWORK)
        empty.setFont(font(NORMAL))
        self._empty = EmptyState(empty, *TO_A_NETWORK)
        self._pages.addWidget(self._empty)
        self.tabs.currentChanged.connect(self._change_page)
        self._files = PictureFile(self)
        self._files.message.connect(self.message)
        self._make_menu()
        head = QHBoxLayout()
        head.addWidget(self.tabs)
        head.addWidget(self.where.controls, 1)
        head.addWidget(self.filters.controls, 1)
        head.addWidget(self.menu_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(GAP, GAP // 2, GAP, GAP // 2)
        layout.setSpacing(GAP // 2)
        layout.addLayout(head)
        layout.addWidget(self._pages, 1)
        self.setFocusProxy(self.tabs)
        document.network_changed.connect(self._follow_network)
        self._follow_network()

    def sizeHint(self) -> QSize:
        return QSize(860, 250)

    def minimumSizeHint(self) -> QSize:
        return QSize(320, 160)

    # Following the training

    def wanted(self) -> Wanted:
        inputs = frozenset(self._document.network.inputs[:1])
        return Wanted(feature_maps=inputs, predictions=True)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """The network, its weights or the probe image have changed."""
        classes = self._dataset.classes if self._dataset else ()
        self.where.show_snapshot(snapshot, classes, training=self._training)
        self.filters.show_step(snapshot.step, untrained=snapshot.untrained)

    def know_dataset(self, dataset: Dataset) -> None:
        """Another data set is in use."""
        self._dataset = dataset
        self.filters.know_dataset(dataset)

    def note_probe(self) -> None:
        """Another image is looked at; the next snapshot will show it."""
        self.where.note_probe()

    def note_progress(self, progress: Progress) -> None:
        """Training has gone on."""
        self._training = progress.state == "training"
        self.where.note_training(training=self._training)
        self.filters.note_training(training=self._training)

    # What can be seen

    def _sees(self, page: QWidget) -> bool:
        return page is self._pages.currentWidget() and on_screen(self)

    def _follow_network(self) -> None:
        """Without a network there is nothing to explain."""
        there = bool(self._document.network.layers)
        if there == (self._pages.currentWidget() is self._empty):
            self._change_page(self.tabs.currentIndex())
        self.tabs.setEnabled(there)
        self.menu_button.setEnabled(there)

    def _change_page(self, at: int) -> None:
        """Show the page of a tab, if there is a network."""
        there = bool(self._document.network.layers)
        self._pages.setCurrentIndex(at if there else self._pages.indexOf(self._empty))
        page: WherePage | FilterPage
        for page in (self.where, self.filters):
            page.controls.setVisible(page is self._pages.currentWidget())
            if page is self._pages.currentWidget():
                page.resume()
            else:
                page.rest()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._change_page(self.tabs.currentIndex())

    def hideEvent(self, event: QHideEvent) -> None:
        self.where.rest()
        self.filters.rest()
        super().hideEvent(event)

    # What leaves the panel

    def copy_picture(self) -> None:
        """Put the page in sight on the clipboard as it looks now."""
        QGuiApplication.clipboard().setPixmap(self._pages.grab())

    def save_picture(self) -> None:
        """Ask for a file and write the page in sight into it, as PNG."""
        name = self.tabs.tabText(self.tabs.currentIndex()).lower()
        self._files.save(self._pages.grab().toImage(), name)

    def copy_numbers(self) -> None:
        """Put the numbers of the page in sight on the clipboard, for spreadsheets and as CSV."""
        where = self.tabs.currentIndex() == 0
        table = self.where.table() if where else self.filters.table()
        if table is None:
            self.message.emit(tr("There are no numbers yet."))
        else:
            copy_plain(table)

    def _make_menu(self) -> None:
        menu = QMenu(self)
        for text, act in (
            (tr("Copy as picture"), self.copy_picture),
            (tr("Save picture…"), self.save_picture),
            (tr("Copy numbers as CSV"), self.copy_numbers),
        ):
            action = QAction(text, self)
            action.triggered.connect(lambda _checked=False, act=act: act())
            menu.addAction(action)
        self.menu_button = more_button(
            menu, tr("the explanation"), tr("Copy or save what is shown")
        )
        self._pages.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._pages.customContextMenuRequested.connect(
            lambda at: menu.popup(self._pages.mapToGlobal(at))
        )
