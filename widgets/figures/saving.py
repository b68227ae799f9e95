"""Saving what takes its time: asked where to, watched, cancelled, and told when it fails."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QFileDialog, QMessageBox, QProgressDialog, QWidget

from app.data.progress import Cancelled, Report
from app.language import tr
from widgets.asking_for_files import folder_for, remember
from widgets.figures.film_forms import FilmForm
from widgets.message_box import message_box
from widgets.waiting import LOOK_MS

_PATTERNS = {"gif": tr("Animated GIF (*.gif)"), "png": tr("Animated PNG (*.png)")}


class Progress:
    """How far the work is, told by its thread and read by the window's."""

    def __init__(self, parts: int = 1) -> None:
        self.share = 0.0
        self.words = ""
        self.called_off = Event()
        self._parts = parts

    def part(self, number: int, words: str) -> Report:
        """A report for one of the parts of the work; it raises Cancelled once that is wanted."""

        def report(done: int, total: int) -> None:
            if self.called_off.is_set():
                raise Cancelled
            self.words = words
            self.share = (number + done / max(1, total)) / self._parts

        return report


def ask_where(window: QWidget, form: FilmForm, name: str) -> Path | None:
    """The file for an animation, or the folder in which one for pictures is made."""
    start = str(folder_for("exports"))
    if form == "pictures":
        words = tr("Folder in which a new one is made for the pictures")
        dialog = QFileDialog(window, words, start)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    else:
        dialog = QFileDialog(window, tr("Export animation"), start, _PATTERNS[form])
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(form)
        dialog.selectFile(f"{name}.{form}")
    chosen = dialog.selectedFiles() if dialog.exec() else []
    dialog.deleteLater()
    if not chosen:
        return None
    remember("exports", Path(chosen[0]))
    return Path(chosen[0])


def saved(
    work: Callable[[], str], progress: Progress, path: Path, title: str, window: QWidget
) -> str:
    """What the work, done on a thread of its own, says at its end; the window lives meanwhile.

    Where it fails that is told in a box, and the answer is empty. Errors of a kind of their own,
    which say more than these words do, are the caller's.
    """
    try:
        return _watched(work, progress, title, window)
    except Cancelled:
        return tr("Cancelled; nothing was saved.")
    except MemoryError:
        tell(
            window, _FAILED, tr("There is not enough memory. Choose a smaller size, or less of it.")
        )
    except OSError as error:
        why = tr(
            "{path}: {reason}. Choose another folder.", path=path, reason=error.strerror or error
        )
        tell(window, _FAILED, why)
    except ValueError as error:
        tell(window, _FAILED, f"{error}")
    return ""


_FAILED = tr("The pictures could not be written")


def tell(window: QWidget, what: str, why: str) -> None:
    """Say that something did not work, and why."""
    box = message_box(window, QMessageBox.Icon.Warning, what, why)
    box.exec()
    box.deleteLater()


def _watched(work: Callable[[], str], progress: Progress, title: str, window: QWidget) -> str:
    """What the work says at its end; raises what it raises."""
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="film") as thread:
        working = thread.submit(work)
        dialog = QProgressDialog(tr("Painting …"), tr("Cancel"), 0, 100, window)
        dialog.setWindowTitle(title)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.setMinimumDuration(0)
        dialog.setAutoReset(False)
        dialog.canceled.connect(progress.called_off.set)

        def look() -> None:
            dialog.setLabelText(progress.words)
            dialog.setValue(round(99 * progress.share))
            if working.done():
                dialog.accept()

        timer = QTimer(dialog)
        timer.timeout.connect(look)
        timer.start(LOOK_MS)
        dialog.exec()
        timer.stop()
        dialog.deleteLater()
        return working.result()
