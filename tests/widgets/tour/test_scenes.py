"""Every scene of the lectures is played in a real window, which must show the stated numbers.

The tour reads them off the window; see `widgets/tour`.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from widgets.tour import SCENES, play_scene, run_tour, scenes_of
from widgets.tour.scene import Scene
from widgets.tour.stage import Album, Stage

ROOT = Path(__file__).parents[3]
ROWS = (
    "A13",
    *(f"B{number}" for number in range(1, 11)),
    *(f"C{number}" for number in range(1, 6)),
    *(f"F{number}" for number in range(1, 8)),
)
# Offscreen no window can be put before another.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support raise", extend=True)


@pytest.fixture(scope="module")
def props(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder where the network that is trained for one scene is found by the next."""
    return tmp_path_factory.mktemp("props")


@pytest.mark.parametrize("row", ROWS)
def test_the_window_shows_the_numbers_of(
    row: str, qapp: QApplication, tmp_path: Path, props: Path
) -> None:
    written: list[Path] = []
    (scene,) = scenes_of([row])
    assert not play_scene(scene, qapp, Album(tmp_path, written.append), props)
    assert written[-1] == tmp_path / f"{scene.name}.png"
    assert written[-1].name.startswith(f"{row}-")
    assert QImage(str(written[-1])).width() >= 1_200


def test_every_scene_has_a_name_of_its_own() -> None:
    names = [scene.name for scene in SCENES]
    assert len(set(names)) == len(names)
    assert {row for scene in SCENES for row in scene.rows} == set(ROWS)


def test_the_table_in_the_docs_names_the_scenes_and_tests_that_there_are() -> None:
    text = (ROOT / "docs" / "scenes.md").read_text(encoding="utf-8")
    lines = [line.split("|") for line in text.splitlines() if re.match(r"\| [A-F]\d", line)]
    told = {line[1].strip(): line[2].strip() for line in lines}
    assert told == {row: scene.title for scene in SCENES for row in scene.rows}
    for _, row, _, _, tests, _ in lines:
        for path in re.findall(r"`(.+?)`", tests):
            assert (ROOT / path).is_file(), f"{row}: {path}"


@pytest.mark.usefixtures("qapp")
def test_a_number_that_is_another_is_said_and_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    def play(stage: Stage) -> None:
        stage.expect(False, "the lens shows 4, and not 5 as stated")

    scene = Scene(("B0",), "Nothing right", play)
    assert run_tour(tmp_path, [scene], epochs=None) == 1
    assert capsys.readouterr().err == "tour: B0: the lens shows 4, and not 5 as stated\n"
    assert [path.name for path in tmp_path.iterdir()] == ["B0-nothing-right-failed.png"]


def test_a_row_without_a_scene_is_named() -> None:
    with pytest.raises(ValueError, match="no scene shows row 'Q1'; there are A13, B1"):
        scenes_of(["Q1"])
