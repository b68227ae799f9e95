"""The tour: drives the real window as a lecturer would and writes a picture of each scene.

It works offscreen. What it does comes through events, and what it checks is read from what the
window shows.
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path

from PySide6.QtWidgets import QApplication

from widgets.language import translate_qt
from widgets.theme import apply_theme
from widgets.tour.building import Building
from widgets.tour.letter_a import SCENES as SIZES
from widgets.tour.letter_b import SCENES as ARITHMETIC
from widgets.tour.letter_c import SCENES as FUNCTIONS
from widgets.tour.letter_f import SCENES as INSIDES
from widgets.tour.scene import Scene
from widgets.tour.stage import Album, Stage, TourError

EPOCHS = 4
SCENES: tuple[Scene, ...] = (*SIZES, *ARITHMETIC, *FUNCTIONS, *INSIDES)
"""In the order in which they are played."""


def scenes_of(rows: Sequence[str]) -> tuple[Scene, ...]:
    """The scenes of these rows, in their own order; ValueError names a row that has none."""
    known = {row for scene in SCENES for row in scene.rows}
    for row in rows:
        if row not in known:
            raise ValueError(f"no scene shows row {row!r}; there are {', '.join(sorted(known))}")
    return tuple(scene for scene in SCENES if set(scene.rows) & set(rows))


def run_tour(
    output: Path,
    scenes: Sequence[Scene] = SCENES,
    epochs: int | None = EPOCHS,
    *,
    written: Callable[[Path], None] = lambda _picture: None,
) -> int:
    """Build and train a network, then play the scenes; 0 if all went as it should.

    Pictures are written to `output`, and `written` is told of each. Without `epochs` only the
    scenes are played. The user's own settings, runs and files are left alone.
    """
    output.mkdir(parents=True, exist_ok=True)
    known = QApplication.instance()
    application = known if isinstance(known, QApplication) else QApplication(sys.argv[:1])
    translate_qt(application)  # English, whatever the system speaks
    apply_theme(application, "light")
    album = Album(output, written)
    played = list(scenes)
    if epochs is not None:
        played.insert(0, Scene((), "", lambda stage: Building(stage, epochs).play()))
    with tempfile.TemporaryDirectory() as props:
        told = [play_scene(scene, application, album, Path(props)) for scene in played]
    failed = [words for words in told if words]
    for words in failed:
        print(f"tour: {words}", file=sys.stderr)
    return int(bool(failed))


def play_scene(scene: Scene, application: QApplication, album: Album, props: Path) -> str:
    """Play a scene on a window of its own and keep its picture; what went wrong, or nothing.

    `props` is a folder for project files, in which a trained network is found again.
    """
    with tempfile.TemporaryDirectory() as home, _home(home):
        stage = Stage(application, album, props)
        try:
            stage.await_data()
            scene.play(stage)
            if scene.rows:
                stage.picture(scene.name)
        except TourError as error:
            with suppress(TourError):  # it may be the pictures that cannot be written
                stage.picture(f"{scene.name}-failed".lstrip("-"))
            return f"{', '.join(scene.rows)}: {error}".removeprefix(": ")
        finally:
            stage.close()
    return ""


@contextmanager
def _home(folder: str) -> Iterator[None]:
    """Keep settings and runs there meanwhile."""
    before = os.environ.get("CONVAS_HOME")
    os.environ["CONVAS_HOME"] = folder
    try:
        yield
    finally:
        if before is None:
            del os.environ["CONVAS_HOME"]
        else:
            os.environ["CONVAS_HOME"] = before
