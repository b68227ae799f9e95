"""Help ▸ Welcome page, and at the start: what each choice on the page leads to."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from app.files.autosave import something_to_recover
from app.language import tr
from app.lessons.library import Entry, lesson_entries
from app.network.gallery import gallery_entry
from widgets.later import later
from widgets.lessons.listed import TICK, is_finished, lessons_from_elsewhere, ticked
from widgets.settings import recent_files
from widgets.welcome.tile import Choice

if TYPE_CHECKING:
    from app.network.gallery import GalleryEntry
    from widgets.file_menu import FileMenu
    from widgets.main_window import MainWindow
    from widgets.welcome.page import WelcomePage

NETWORKS = ("mnist-net", "colour-net", "all-cnn", "vgg-small", "resnet-20", "one-filter")
"""Of the gallery: small, of several kinds, and with data that is at hand."""
_LESSONS = 6
_FROM_ELSEWHERE = 2
"""So many of the lessons may be those that were opened from elsewhere last."""
_FILES = 4
_SOON_MS = 10
"""After the window is there, which does not wait for the page."""


class Welcome(QObject):
    """Shows the page, and takes it away as soon as something has been begun."""

    def __init__(self, menu: QMenu, window: MainWindow, files: FileMenu) -> None:
        super().__init__(window)
        self._window, self._files = window, files
        self.page: WelcomePage | None = None
        action = menu.addAction(tr("&Welcome page"))
        action.setStatusTip(tr("Networks, lessons and files to begin with"))
        action.triggered.connect(self.show)
        files.opened.connect(self.leave)
        window.document.network_changed.connect(self.leave)
        bar = window.run_bar
        for begun in (bar.train_wanted, bar.batch_wanted, bar.epoch_wanted):
            begun.connect(self.leave)

    def show_soon(self) -> None:
        """Show the page when the window has been painted."""
        later(_SOON_MS, self, self.show)

    def show(self) -> None:
        """Show the page, with what there is now."""
        if self.page is None:
            from widgets.welcome.page import WelcomePage

            self.page = WelcomePage(self._window.canvas)
            self.page.closed.connect(self._window.canvas.setFocus)
            self.page.more_wanted.connect(self._files.open_from_gallery)
        self.page.fill(self._beginnings(), self._networks(), self._lessons(), self._recent())
        self.page.open()

    def leave(self) -> None:
        """Something has been begun: the canvas is what is wanted."""
        if self.page is not None:
            self.page.close_page()

    def _beginnings(self) -> list[Choice]:
        window, files, document = self._window, self._files, self._window.document
        trainable = document.network.layers and not document.analysis.errors
        title = document.title
        about = tr("{title}, ready to be trained", title=title) if trainable else title
        choices = [Choice(tr("To the canvas"), about, self.leave)]
        if something_to_recover():
            about = tr("Convas ended without saving them")
            choices.append(Choice(tr("Recover unsaved edits…"), about, files.recover_what_is_left))
        pictures = tr("Train on a folder of pictures")
        choices += [
            Choice(tr("New network"), tr("An empty canvas"), files.new),
            Choice(tr("Open a file…"), tr("A network or a lesson"), files.open),
            Choice(tr("Your own images…"), pictures, window.open_data_sets),
        ]
        return choices

    def _networks(self) -> list[tuple[GalleryEntry, Callable[[], object]]]:
        entries = map(gallery_entry, NETWORKS)
        return [(entry, partial(self._files.open_instead, entry)) for entry in entries]

    def _lessons(self) -> list[Choice]:
        entries, recent = lesson_entries(), lessons_from_elsewhere()[:_FROM_ELSEWHERE]
        room = _LESSONS - len(recent)
        choices = [
            Choice(entry.title, entry.about, partial(self._play, entry.path), line)
            for entry, line in (
                *((entry, entry.path.name) for entry in recent),
                *(_with_tick(entry) for entry in entries[:room]),
            )
        ]
        if len(entries) > room:
            all_lessons = partial(self._files.open_from_gallery, lessons=True)
            choices.append(Choice(tr("All lessons…"), tr("Every lesson"), all_lessons))
        return choices

    def _recent(self) -> list[Choice]:
        return [
            Choice(Path(path).name, path, partial(self._files.open_recent, path))
            for path in recent_files()[:_FILES]
        ]

    def _play(self, path: Path) -> None:
        offered = lessons_from_elsewhere()
        if self._window.lessons.play_file(path):
            self.leave()
        elif lessons_from_elsewhere() != offered:
            self.show()  # without the one that is gone


def _with_tick(entry: Entry) -> tuple[Entry, str]:
    """A lesson and the line below it, where the tick stands: a long title is cut off at its end."""
    length = _length(entry.scenes)
    about = ticked(entry).about
    return entry._replace(about=about), f"{length} {TICK}" if is_finished(entry) else length


def _length(scenes: int) -> str:
    """There is no room for what a lesson is about; but for why it cannot be read, there must be."""
    if not scenes:
        return ""
    return tr("1 scene") if scenes == 1 else tr("{count:,} scenes", count=scenes)
