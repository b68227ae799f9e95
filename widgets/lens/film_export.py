"""Export the lens as an animation: asked, painted frame by frame, and written on a thread."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from app.language import tr
from widgets.figures.saving import Progress, ask_where, saved, tell
from widgets.lens.view import Lens

ACTION = tr("&Lens as animation…")
_TITLE = tr("Export the lens as an animation")
_CLOSED = tr(
    "The lens shows how one number came about. Zoom in until a card shows its feature maps, and "
    "click a pixel of one; then export again."
)


class LensFilmExport(QObject):
    """What the action in the menu and the button in the lens do."""

    message = Signal(str)

    def __init__(self, lens: Lens, window: QWidget) -> None:
        super().__init__(window)
        self._lens, self._window = lens, window
        lens.film_wanted.connect(self.export)

    def fill(self, exporting: QMenu) -> None:
        """Put its action into the menu."""
        action = QAction(ACTION, self)
        action.setToolTip(tr("The window sliding over its input, as animated GIF, PNG or pictures"))
        action.triggered.connect(self.export)
        exporting.addAction(action)

    def export(self) -> None:
        """Ask what to export and where to, and write it."""
        from widgets.lens.film_dialog import LensFilmDialog

        sliding = self._lens.sliding()
        if sliding is None:
            tell(self._window, tr("The lens shows no number that is computed"), _CLOSED)
            return
        dialog = LensFilmDialog(sliding, sliding.last + 1, self._window)
        accepted = dialog.exec() == LensFilmDialog.DialogCode.Accepted
        form, milliseconds = dialog.choice.form, dialog.choice.milliseconds
        film = dialog.film() if accepted else None
        if accepted:
            dialog.remember()
        dialog.deleteLater()
        name = f"lens-{sliding.analysis.name}"
        path = ask_where(self._window, form, name) if film is not None else None
        if film is None or path is None:
            return
        # Pillow is loaded when it is first needed.
        from widgets.figures.animation import write_animation, write_pictures
        from widgets.figures.gui_frames import GuiFrames

        progress = Progress()
        frames = GuiFrames(film, progress.called_off)

        def work() -> str:
            report = progress.part(0, tr("Painting …"))
            if form == "pictures":
                made = str(write_pictures(frames, path, name, report))
            else:
                write_animation(frames, path, form, milliseconds, report)
                made = path.name
            return tr("Saved {frames} pictures to {made}.", frames=len(frames), made=made)

        self.message.emit(saved(work, progress, path, _TITLE, self._window))
