"""Export filters over the run: asked, then read, painted and written on a thread of its own."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.inspection.filter_film import filmed_layers, read_film
from app.language import tr
from app.training.run import RunError, open_run
from app.training.run_list import run_title
from widgets.figures.film_forms import FilmForm
from widgets.figures.saving import Progress, ask_where, saved, tell
from widgets.filter_film_dialog import FilterFilmDialog
from widgets.training_thread import TrainingThread

_NO_RUN = tr(
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
            tell(self._window, tr("There is no run to show"), _NO_RUN)
            return
        try:
            layers = filmed_layers(open_run(folder).network)
        except RunError as error:
            tell(self._window, tr("This run cannot be read"), str(error))
            return
        if not layers:
            tell(
                self._window,
                tr("There are no filters to show"),
                tr("This run's network has no Conv2d."),
            )
            return
        title = run_title(folder.name)
        dialog = FilterFilmDialog(title, layers, layer, self._window)
        accepted = dialog.exec() == FilterFilmDialog.DialogCode.Accepted
        chosen, film = dialog.layers, dialog.film
        form, milliseconds = film.form, film.milliseconds
        if accepted:
            film.remember()
        dialog.deleteLater()
        name = f"filters-{chosen[0]}" if len(chosen) == 1 else "filters"
        path = ask_where(self._window, form, name) if accepted else None
        if path is not None:
            self._write(folder, chosen, form, milliseconds, path, name)

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
        from widgets.figures.animation import write_animation, write_pictures
        from widgets.panels.filter_film import FilmPainter

        progress = Progress(parts=2)

        def work() -> str:
            film = read_film(folder, layers, progress.part(0, tr("Reading the moments …")))
            report = progress.part(1, tr("Painting …"))
            if form == "pictures":
                made = str(write_pictures(FilmPainter(film), path, name, report))
            else:
                write_animation(FilmPainter(film), path, form, milliseconds, report)
                made = path.name
            told = tr("Saved {frames} pictures to {made}", frames=len(film.frames), made=made)
            lost = tr("; {lost} more could not be read", lost=film.lost) if film.lost else ""
            return f"{told}{lost}."

        try:
            told = saved(work, progress, path, tr("Export filters over the run"), self._window)
        except RunError as error:
            tell(self._window, tr("These filters cannot be exported"), str(error))
        else:
            self.message.emit(told)
