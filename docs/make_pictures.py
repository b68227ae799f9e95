"""Makes the pictures of the guide and of the README by working the real window, in docs/pictures.

Run it after a change to the window that shows in them, with all names or some; it needs no display:
`QT_QPA_PLATFORM=offscreen PYTHONPATH=. python docs/make_pictures.py lens search`
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PIL import Image
from PySide6.QtCore import QMimeData, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QWidget

from app.data.catalogue import load
from app.lessons.library import lesson_entries
from app.network.gallery import gallery_entry
from app.training.recipe import Recipe
from widgets.canvas.pixel import Pixel
from widgets.commands.palette import CommandPalette
from widgets.diagram_dialog import DiagramDialog
from widgets.own_images_dialog import OwnImagesDialog
from widgets.panels.explanation_panel import ExplanationPanel
from widgets.theme import apply_theme
from widgets.tour import play_scene
from widgets.tour.building import Building
from widgets.tour.eyes import go_near, open_lens
from widgets.tour.scene import Scene
from widgets.tour.stage import Album, Stage
from widgets.tour.trained import explain_quickly, open_trained

PICTURES = Path(__file__).with_name("pictures")
WIDTH, HEIGHT = 1280, 800
_EPOCHS = 4
_COLOURS = 256
"""Of a picture: fewer than a window has, but nobody sees it, and files are a third as large."""
_DIALOG_MS = 800
"""Milliseconds after which a dialog has surely been filled."""
_OF_THE_TOUR = {
    "02-built": "built",
    "03-problem": "problem",
    "05-feature-maps": "feature-maps",
    "06-trained": "trained",
    "12-dark": "dark",
}


def _building(stage: Stage) -> None:
    Building(stage, _EPOCHS).play()


def _welcome(stage: Stage) -> None:
    stage.window.welcome.show()
    stage.wait(2.0)  # the networks are drawn one after the other
    stage.picture("welcome")


def _lesson(stage: Stage) -> None:
    first = lesson_entries()[0]
    stage.expect(stage.window.lessons.play_file(first.path), f"{first.title} begins")
    dock = stage.window.lessons.dock
    assert dock is not None
    for _scene in range(2):
        dock.player.forward()
        stage.wait(1.0)
        dock.player.reveal()
        stage.wait(1.0)
    stage.picture("lesson")
    dock.player.leave()


def _typing(stage: Stage) -> None:
    stage.canvas.go_to("relu2")
    stage.canvas.set_zoom(1.0)
    stage.canvas.go_to("relu2")
    stage.key(stage.canvas, Qt.Key.Key_A)
    field = QApplication.focusWidget()
    assert field is not None
    QTest.keyClicks(field, "conv 32 3x3 p1")
    stage.picture("typing")
    stage.key(field, Qt.Key.Key_Escape)


def _lens(stage: Stage) -> None:
    open_trained(stage)
    stage.window.docks.raise_("curves")
    go_near(stage, "conv1")
    stage.wait(0.5)
    open_lens(stage, Pixel("conv1", 2, 12, 12))
    stage.wait(0.5)
    stage.picture("lens")


def _explanation(stage: Stage) -> None:
    open_trained(stage)
    panel = stage.show(ExplanationPanel, "explanation")
    stage.click_tab(panel.tabs, 0)
    explain_quickly(stage, panel.where)
    stage.picture("explanation")


def _own_images(stage: Stage) -> None:
    with tempfile.TemporaryDirectory(prefix="pictures-") as folder:
        photos = Path(folder) / "photos"
        _write_images(photos)
        stage.open(gallery_entry("colour-net").build(), Recipe())
        _with_dialog(stage, partial(_drop, stage, photos), OwnImagesDialog, "own-images")


def _drop(stage: Stage, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    copy, left = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton
    none = Qt.KeyboardModifier.NoModifier
    middle = stage.window.rect().center()
    for event in (
        QDragEnterEvent(middle, copy, data, left, none),
        QDropEvent(QPointF(middle), copy, data, left, none),
    ):
        QApplication.sendEvent(stage.window, event)


def _write_images(folder: Path) -> None:
    """A folder for each class, as somebody has it."""
    data = load("colour-shapes")
    for image, label in zip(data.train.images[:300], data.train.labels[:300], strict=True):
        of_class = folder / data.info.classes[int(label)]
        of_class.mkdir(parents=True, exist_ok=True)
        number = len(list(of_class.iterdir()))
        Image.fromarray(image.transpose(1, 2, 0)).save(of_class / f"{number:03}.png")


def _search(stage: Stage) -> None:
    from widgets.experiments.search_dialog import SearchDialog

    dialog = SearchDialog(stage.document, stage.window)
    dialog.show()
    counts = (
        (dialog.trials, 8),
        (dialog.epochs, 1),
        (dialog.fine_trials, 4),
        (dialog.fine_epochs, 2),
    )
    for box, count in counts:
        box.setValue(count)
    stage.click(dialog.start_button)
    stage.until(
        lambda: dialog.status.text().startswith("Best:"), "the search is over", patience=600.0
    )
    stage.until(lambda: not dialog.process.running, "its process has ended")
    _save_alone(stage, dialog, "search")
    dialog.close()


def _figure(stage: Stage) -> None:
    open_trained(stage)
    _with_dialog(stage, _shortcut(stage, "Ctrl+Shift+E"), DiagramDialog, "figure")


def _commands(stage: Stage) -> None:
    def type_it(dialog: QDialog) -> None:
        field = dialog.focusWidget()
        assert field is not None
        QTest.keyClicks(field, "export")

    _with_dialog(stage, _shortcut(stage, "Ctrl+K"), CommandPalette, "commands", type_it)


def _presentation(stage: Stage) -> None:
    open_trained(stage)
    stage.window.presentation.action.trigger()
    stage.wait(1.0)
    stage.window.resize(WIDTH, HEIGHT)
    stage.key(stage.canvas, Qt.Key.Key_2)
    stage.wait(3.0)
    stage.picture("presentation")
    stage.window.presentation.action.trigger()
    stage.wait(1.5)


SCENES: dict[str, Callable[[Stage], None]] = {
    "welcome": _welcome,
    "lesson": _lesson,
    "building": _building,
    "typing": _typing,
    "lens": _lens,
    "explanation": _explanation,
    "own-images": _own_images,
    "search": _search,
    "figure": _figure,
    "commands": _commands,
    "presentation": _presentation,
}


def _shortcut(stage: Stage, keys: str) -> Callable[[], object]:
    """The action of the menus with these keys."""
    for action in stage.window.findChildren(QAction):
        if action.shortcut().toString() == keys:
            return action.trigger
    raise KeyError(keys)


def _with_dialog(
    stage: Stage,
    open_it: Callable[[], object],
    kind: type[QDialog],
    name: str,
    use: Callable[[QDialog], None] = lambda _dialog: None,
) -> None:
    """Open a dialog that waits to be answered, keep a picture of it, and cancel it."""

    seen = False

    def look() -> None:
        nonlocal seen
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, kind):
            QTimer.singleShot(_DIALOG_MS, look)
            return
        try:
            stage.wait(_DIALOG_MS / 1000)
            use(dialog)
            stage.settle()
            _save_alone(stage, dialog, name)
        finally:
            seen = True
            dialog.reject()

    QTimer.singleShot(_DIALOG_MS, look)
    open_it()
    stage.until(lambda: seen, f"{name} has been seen")


def _save_alone(stage: Stage, widget: QWidget, name: str) -> None:
    for label in widget.findChildren(QLabel):
        label.setText(label.text().replace(tempfile.gettempdir(), "~"))
    stage.settle()
    widget.grab().save(str(stage.album.folder / f"{name}.png"))


def _in_size(scene: Callable[[Stage], None], stage: Stage) -> None:
    stage.window.resize(WIDTH, HEIGHT)
    stage.settle()
    stage.canvas.fit()
    scene(stage)


def _keep(made: Path, wanted: Path) -> None:
    """Take a picture over with fewer colours, as the file becomes a third as large."""
    picture = Image.open(made).convert("RGB")
    few = picture.quantize(_COLOURS, dither=Image.Dither.NONE)
    few.save(wanted, optimize=True)
    print(f"{wanted.name}: {wanted.stat().st_size / 1000:.0f} kB")


def main(names: Sequence[str]) -> int:
    """Make the pictures of these scenes, or of all; 1 where one did not go as it should."""
    application = QApplication(sys.argv[:1])
    apply_theme(application, "light")
    PICTURES.mkdir(exist_ok=True)
    failed = False
    with tempfile.TemporaryDirectory() as folder, tempfile.TemporaryDirectory() as props:
        album = Album(Path(folder), lambda _path: None)
        for name in names or SCENES:
            scene = Scene((), name, partial(_in_size, SCENES[name]))
            told = play_scene(scene, application, album, Path(props))
            if told:
                failed = True
                print(f"{name}: {told}", file=sys.stderr)
        for made in sorted(Path(folder).iterdir()):
            tour_name = made.stem[:1].isdigit()
            if name := _OF_THE_TOUR.get(made.stem, "" if tour_name else made.stem):
                _keep(made, PICTURES / f"{name}.png")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
