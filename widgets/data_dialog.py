"""Every data set: bundled, found, to download, the user's own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QHeaderView,
    QProgressBar,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.data.catalogue import Offer, offers, official_set, size_text
from app.data.places import add_data_folder, forget_own
from app.data.progress import Report
from app.language import figures, tr
from app.network.arithmetic import shape_text
from widgets.asking_for_files import ask_for_file, ask_for_folder
from widgets.data_work import DataWork
from widgets.panels.lettering import NoteLabel
from widgets.theme import GAP

_OFFER = Qt.ItemDataRole.UserRole


class DataDialog(QDialog):
    """Choose a data set, download one, point at a folder, or take own images.

    `chosen` is the name of the set that is to be used, and `own_place` a place of the user's that
    is to be looked at; each is empty where that was not asked for.
    """

    listed = Signal()
    """The list is there, or there anew."""

    def __init__(self, current: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Data sets"))
        self.resize(820, 520)
        self.chosen = ""
        self.own_place = ""
        self._current = current
        self._work = DataWork(self)
        self._work.done.connect(self._show)
        self._work.failed.connect(self._fail)
        self._work.progressed.connect(self._show_progress)
        self._work.cancelled.connect(lambda: self._end(tr("The download was called off.")))
        self.list = QTreeWidget()
        self.list.setAccessibleName(tr("Data sets"))
        self.list.setHeaderLabels(
            [tr("Data set"), tr("Image"), tr("Training images"), tr("Classes"), tr("Where")]
        )
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAllColumnsShowFocus(True)
        self.list.header().setStretchLastSection(True)
        self.list.header().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.list.currentItemChanged.connect(lambda _now, _before: self._follow())
        self.list.itemActivated.connect(lambda _item: self._use())
        self.about = NoteLabel()
        self.about.setMinimumHeight(2 * self.about.fontMetrics().height())
        self.about.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._bar = QProgressBar()
        self._words = NoteLabel()
        self.cancel = self._button(tr("Cancel"), tr("Call the download off"), self._work.cancel)
        self.own_folder = self._button(
            tr("Own &images…"),
            tr("A folder of your own, with a folder of images for each class"),
            self._ask_folder,
        )
        self.own_file = self._button(
            tr("&Table or .npz…"),
            tr("Images of your own: a .csv with the columns path and label, or NumPy arrays"),
            self._ask_file,
        )
        self.look_in = self._button(
            tr("&Published sets in a folder…"),
            tr(
                "Search a folder for published data sets, MNIST or CIFAR-10 for instance, as "
                "torchvision or their authors store them, and list what it holds"
            ),
            self._ask_root,
        )
        self.forget = self._button(
            tr("&Forget"), tr("Take it off this list; the images are left alone"), self._forget
        )
        self.use = self._button(tr("&Use"), tr("Train on this data set"), self._use)
        self.use.setDefault(True)
        self.close_ = self._button(tr("Close"), "", self.reject)
        self._lay_out()
        self._end("")
        self._list_anew()

    def _button(self, text: str, tip: str, do: object) -> QPushButton:
        button = QPushButton(text)
        button.setToolTip(tip)
        button.setAutoDefault(False)
        button.clicked.connect(do)
        return button

    def _lay_out(self) -> None:
        progress = QHBoxLayout()
        progress.addWidget(self._bar, 1)
        progress.addWidget(self.cancel)
        buttons = QHBoxLayout()
        for button in (self.own_folder, self.own_file, self.look_in, self.forget):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.use)
        buttons.addWidget(self.close_)
        layout = QVBoxLayout(self)
        layout.setSpacing(GAP)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.about)
        layout.addWidget(self._words)
        layout.addLayout(progress)
        layout.addLayout(buttons)

    @property
    def offer(self) -> Offer | None:
        """The data set that is chosen in the list."""
        item = self.list.currentItem()
        found: Offer | None = item.data(0, _OFFER) if item else None
        return found

    def choose(self, name: str, state: str = "") -> None:
        """Go to a data set in the list; a published one may be in it twice."""
        for row in range(self.list.topLevelItemCount()):
            item = self.list.topLevelItem(row)
            if item is None:
                continue
            offer: Offer = item.data(0, _OFFER)
            if offer.info.name == name and state in ("", offer.state):
                self.list.setCurrentItem(item)
                return

    def done(self, result: int) -> None:
        self._work.close()
        super().done(result)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._work.close()
        super().closeEvent(event)

    # The list

    def _list_anew(self) -> None:
        self._work.start(lambda _report: offers())

    def _show(self, found: tuple[Offer, ...]) -> None:
        current = self._current
        self.list.clear()
        for offer in found:
            info = offer.info
            own = offer.state == "own"
            texts = [
                info.title,
                ""
                if own and not info.train and offer.where is None
                else shape_text(info.image_shape),
                "" if own else figures(f"{info.train:,}"),
                "" if own else f"{len(info.classes)}",
                offer.in_words,
            ]
            item = QTreeWidgetItem(self.list, texts)
            item.setData(0, _OFFER, offer)
            for column in (2, 3):
                item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight)
            item.setToolTip(4, texts[4])
        self._end("")
        self.choose(current)
        self.listed.emit()

    def _follow(self) -> None:
        offer = self.offer
        self.use.setEnabled(offer is not None and not self._bar.isVisible())
        self.forget.setVisible(offer is not None and offer.state == "own")
        if offer is None:
            self.about.setText("")
            return
        download = offer.state == "download"
        self.use.setText(tr("&Download…") if download else tr("&Use"))
        size = f", {size_text(offer.download_bytes)}" if download else ""
        self.use.setToolTip(
            tr("Fetch it from where it is published{size}", size=size)
            if download
            else tr("Train on it")
        )
        info = offer.info
        classes = ", ".join(info.classes[:20]) + (" …" if len(info.classes) > 20 else "")
        lines = [classes] if classes else []
        self.about.setText("\n".join((*lines, tr("Licence: {licence}", licence=info.licence))))

    def _use(self) -> None:
        offer = self.offer
        if offer is None or self._bar.isVisible():
            return
        if offer.state == "download":
            self._download(offer)
        else:
            self.chosen = offer.info.name
            self.accept()

    # Downloads

    def _download(self, offer: Offer) -> None:
        name = offer.info.name
        self._current = name
        self._words.say(tr("Downloading {title} …", title=offer.info.title))
        self._bar.setRange(0, 0)
        self._bar.show()
        self.cancel.show()
        self._enable(False)

        def work(report: Report) -> tuple[Offer, ...]:
            from app.data.download import download  # loads torch, which takes a second

            download(official_set(name), report)
            return offers()

        self._work.start(work)

    def _show_progress(self, done: int, total: int) -> None:
        self._bar.setRange(0, 1_000 if total else 0)
        self._bar.setValue(1_000 * done // max(1, total))
        self._words.say(
            tr("{done:,.1f} of {total:,.1f} MB", done=done / 1000000.0, total=total / 1000000.0)
        )

    def _fail(self, why: str) -> None:
        self._end("")
        self._words.warn(why)

    def _end(self, words: str) -> None:
        self._bar.hide()
        self.cancel.hide()
        self._words.say(words)
        self._enable(True)
        self._follow()

    def _enable(self, enabled: bool) -> None:
        for widget in (self.list, self.own_folder, self.own_file, self.look_in, self.use):
            widget.setEnabled(enabled)

    # The user's own

    def _ask_folder(self) -> None:
        words = tr("A folder with a folder for each class")
        self._look_at(ask_for_folder(self, words, "images"))

    def _ask_file(self) -> None:
        pattern = tr("Tables and arrays (*.csv *.npz)")
        self._look_at(ask_for_file(self, tr("A table of images, or arrays"), "images", pattern))

    def _look_at(self, path: Path | None) -> None:
        if path is not None:
            self.own_place = str(path)
            self.accept()

    def _ask_root(self) -> None:
        path = ask_for_folder(self, tr("A folder with published data sets"), "data_sets")
        if path is None:
            return

        def look(_report: Report) -> tuple[Offer, ...]:
            add_data_folder(path)
            return offers()

        self._work.start(look)

    def _forget(self) -> None:
        offer = self.offer
        if offer is None or offer.state != "own":
            return
        name = offer.info.name

        def forget(_report: Report) -> tuple[Offer, ...]:
            forget_own(name)
            return offers()

        self._work.start(forget)
