"""Export filters over the run: asked, then read, painted and written on a thread of its own."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QProgressDialog, QWidget

from app.data.progress import Cancelled
from app.inspection.filter_film import filmed_layers, read_film
from app.training.run import RunError, open_run
from app.training.run_list import run_title
from widgets.filter_film_dialog import FilmForm, FilterFilmDialog
from widgets.message_box import message_box
from widgets.training_thread import TrainingThread
from widgets.waiting import LOOK_MS

_PATTERNS = {"gif": "Animated GIF (*.gif)", "png": "Animated PNG (*.png)"}
_NO_RUN = (
    "A film shows the moments of a run. Train this network a little, or open a run from the panel "
    "Runs (View ▸ Panels)."
)


class FilterFilmExport(QObject):
    """What the action in the menus does; while it works, a dialog tells how far it is."""

    message = Signal(str)

    def __init__(self, thread: TrainingThread, window: QWidget) -> None:
        super().__init__(window)
        self._thread, self._window = thread, window

    def export(self, layer: str = "") -> None:
        """Ask what to export and where to, and write it; `layer` is proposed."""
        folder = self._thread.look_back.in_view
        if folder is None:
            self._tell("There is no run to show", _NO_RUN)
            return
        try:
            layers = filmed_layers(open_run(folder).network)
        except RunError as error:
            self._tell("This run cannot be read", str(error))
            return
        if not layers:
            self._tell("There are no filters to show", "This run's network has no Conv2d.")
            return
        title = run_title(folder.name)
        dialog = FilterFilmDialog(title, layers, layer, self._window)
        accepted = dialog.exec() == FilterFilmDialog.DialogCode.Accepted
        chosen, form, milliseconds = dialog.layers, dialog.form, dialog.milliseconds
        if accepted:
            dialog.remember()
        dialog.deleteLater()
        name = f"filters-{chosen[0]}" if len(chosen) == 1 else "filters"
        path = self._ask_where(form, name) if accepted else None
        if path is not None:
            self._write(folder, chosen, form, milliseconds, path, name)

    def _ask_where(self, form: FilmForm, name: str) -> Path | None:
        start = str(Path.home())
        if form == "pictures":
            words = "Folder in which a new one is made for the pictures"
            dialog = QFileDialog(self._window, words, start)
            dialog.setFileMode(QFileDialog.FileMode.Directory)
            dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        else:
            dialog = QFileDialog(self._window, "Export animation", start, _PATTERNS[form])
            dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
            dialog.setDefaultSuffix(form)
            dialog.selectFile(f"{name}.{form}")
        chosen = dialog.selectedFiles() if dialog.exec() else []
        dialog.deleteLater()
        return Path(chosen[0]) if chosen else None

    def _write(
        self,
        folder: Path,
        layers: tuple[str, ...],
        form: FilmForm,
        milliseconds: int,
        path: Path,
        name: str,
    ) -> None:
        """Write while the window lives; how it ended is told."""
        # Pillow is loaded when it is first needed.
        from widgets.panels.filter_film import write_animation, write_pictures

        progress = _Progress()

        def work() -> str:
            film = read_film(folder, layers, progress.part(0, "Reading the moments …"))
            report = progress.part(1, "Painting …")
            if form == "pictures":
                made = write_pictures(film, path, name, report)
                told = f"Saved {len(film.frames)} pictures to {made}"
            else:
                write_animation(film, path, form, milliseconds, report)
                told = f"Saved {path.name} with {len(film.frames)} moments"
            lost = f"; {film.lost} more could not be read" if film.lost else ""
            return f"{told}{lost}."

        try:
            self.message.emit(_watched(work, progress, self._window))
        except Cancelled:
            self.message.emit("Cancelled; nothing was saved.")
        except RunError as error:
            self._tell("These filters cannot be exported", str(error))
        except OSError as error:
            why = f"{path}: {error.strerror or error}. Choose another folder."
            self._tell("The pictures could not be written", why)

    def _tell(self, what: str, why: str) -> None:
        box = message_box(self._window, QMessageBox.Icon.Warning, what, why)
        box.exec()
        box.deleteLater()


class _Progress:
    """How far the work is, told by its thread and read by the window's."""

    def __init__(self) -> None:
        self.share = 0.0
        self.words = ""
        self.called_off = Event()

    def part(self, number: int, words: str) -> Callable[[int, int], None]:
        """A report for one of the two halves of the work."""

        def report(done: int, total: int) -> None:
            if self.called_off.is_set():
                raise Cancelled
            self.words, self.share = words, (number + done / max(1, total)) / 2

        return report


def _watched(work: Callable[[], str], progress: _Progress, window: QWidget) -> str:
    """What the work says at its end; raises what it raises."""
    with ThreadPoolExecutor(max_workers=1, thread_name_prefix="film") as thread:
        working = thread.submit(work)
        dialog = QProgressDialog("Reading the moments …", "Cancel", 0, 100, window)
        dialog.setWindowTitle("Export filters over the run")
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
