"""A lesson leaves the user's own document alone, and the user may touch everything in it."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QMessageBox, QTabBar
from pytestqt.qtbot import QtBot

from app.files.autosave import autosave_root
from app.files.project import load_project
from app.lessons.lesson import Lesson
from app.lessons.library import own_folder
from app.lessons.reading import lesson_of_text
from app.network.edits import RemoveLayers, SetFields
from tests.widgets.dialogs import OFFSCREEN_DIALOGS, Dialogs
from tests.widgets.lessons.turning import go_on
from tests.widgets.whole_window import EDIT, EDITED, QUICK
from widgets.lessons.menu import LessonsMenu
from widgets.lessons.player import Player
from widgets.main_window import MainWindow

pytestmark = pytest.mark.qt_log_ignore(*OFFSCREEN_DIALOGS, extend=True)
LESSON = lesson_of_text(
    """# Small
Three scenes.

## One
Words.

```toml
network = ["Input 1x28x28", "Conv2d 2 3x3", "Flatten", "Linear 10"]
recipe = { batch_size = 100, changes = { subset = 500 } }
select = "conv1"
notice = ["conv1: 2×26×26"]
```

## Two

```toml
set.conv1 = { stride = 2 }
recipe = { learning_rate = 0.01 }
question = { ask = "How high?", answer = "height of conv1" }
```

Thirteen.

## Three

```toml
train = { steps = 4 }
```
""",
    "small",
)


def play(qtbot: QtBot, window: MainWindow, lesson: Lesson = LESSON) -> Player:
    assert window.lessons.play(lesson)
    assert window.lessons.dock is not None
    player = window.lessons.dock.player
    stands(qtbot, player)
    return player


def stands(qtbot: QtBot, player: Player) -> None:
    qtbot.waitUntil(lambda: not player.staging.busy)


def trained(qtbot: QtBot, window: MainWindow) -> None:
    """Train a run to its end, and see it in the curves."""
    window.docks.raise_("curves")
    before = window.thread_.history
    window.thread_.train(QUICK)
    qtbot.waitUntil(
        lambda: window.thread_.history is not before and not window.thread_.progress.busy,
    )
    events = window.thread_.events
    qtbot.waitUntil(lambda: window.curves.data.events is events)
    qtbot.waitUntil(lambda: len(window.curves.data.epochs) == 1)


def weights(window: MainWindow) -> dict[str, np.ndarray]:
    return window.thread_.fetch_weights().result(timeout=20)


def test_the_own_document_comes_back_with_its_edits_and_their_undo(
    qtbot: QtBot, window: MainWindow
) -> None:
    document = window.document
    document.apply(EDIT)
    document.select({"conv2"})
    own = weights(window)
    player = play(qtbot, window)
    assert document.network.name == "Small"
    assert not document.modified
    document.apply(SetFields("conv1", {"out_channels": 5}))
    player.leave()
    assert document.network == EDITED
    assert document.modified
    assert document.selection == {"conv2"}
    assert document.undo_stack.undoText() == EDIT.label
    document.undo_stack.undo()
    assert "relu1" in document.network.layers
    assert not document.modified
    document.undo_stack.redo()
    back = weights(window)
    assert own.keys() == back.keys()
    assert all(np.array_equal(own[name], back[name]) for name in own)


def test_what_was_learned_comes_back_and_still_counts_as_unsaved(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.document.set_recipe(QUICK)
    window.thread_.train(QUICK)
    qtbot.waitUntil(lambda: window.thread_.progress.message.startswith("Finished"))
    events, own = list(window.thread_.events), weights(window)
    player = play(qtbot, window)
    assert not window.thread_.events
    player.leave()
    assert window.document.learned
    back = weights(window)
    assert all(np.array_equal(own[name], back[name]) for name in own)
    assert window.thread_.events == events
    qtbot.wait(100)
    assert window.document.learned


def test_curves_panels_view_and_keyboard_are_as_before_the_lesson(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.document.set_recipe(QUICK)
    trained(qtbot, window)
    trained(qtbot, window)
    curves = window.curves
    steps, losses = curves.data.steps.copy(), curves.data.loss.values.copy()
    before = curves.run_before
    assert before is not None
    qtbot.waitUntil(lambda: window.thread_.look_back.newest is not None)
    seen = window.thread_.look_back.newest
    assert seen is not None
    window.docks.raise_("filters")
    window.docks.raise_("recipe")
    window.docks["runs"].hide()
    window.document.select({"conv2"})
    window.canvas.set_zoom(2.0)
    window.canvas.show_point(QPointF(700.0, 60.0))
    window.canvas.setFocus()
    qtbot.waitUntil(lambda: "filters" in window.docks.front_ones())
    front = window.docks.front_ones()
    assert "recipe" in front
    height = window.docks["predictions"].height()

    lesson = "# T\n\n## One\n\n```toml\nnetwork = 'colour-net'\npanel = 'runs'\nzoom = 'all'\n```\n"
    player = play(qtbot, window, lesson_of_text(lesson, "t"))
    assert "runs" in window.docks.front_ones()
    player.leave()
    stands(qtbot, player)
    assert np.array_equal(curves.data.steps, steps)
    assert np.array_equal(curves.data.loss.values, losses)
    assert curves.run_before is before
    qtbot.waitUntil(lambda: window.docks.front_ones() == front)
    assert window.docks["runs"].isHidden()
    qtbot.waitUntil(lambda: abs(window.docks["predictions"].height() - height) <= 2)
    assert window.document.selection == {"conv2"}
    qtbot.waitUntil(lambda: window.canvas.zoom == 2.0)
    centre = window.canvas.visible_rect().center()
    assert (centre.x(), centre.y()) == pytest.approx((700.0, 60.0), abs=2.0)
    assert window.focusWidget() is window.canvas
    qtbot.waitUntil(lambda: window.thread_.look_back.newest is not None)
    again = window.thread_.look_back.newest
    assert again is not None
    assert again.past == seen.past


def test_a_run_that_is_open_ends_only_if_the_user_likes(
    qtbot: QtBot, window: MainWindow, dialogs: Dialogs
) -> None:
    window.thread_.train(window.document.recipe, steps=1)
    qtbot.waitUntil(lambda: window.thread_.progress.state == "paused")
    qtbot.waitUntil(lambda: window.document.learned)
    dialogs.answer("Cancel")
    assert not window.lessons.play(LESSON)
    assert window.thread_.progress.state == "paused"
    dialogs.answer("End the run")
    play(qtbot, window).leave()
    assert window.document.learned


def test_a_scene_is_one_step_of_undo(qtbot: QtBot, window: MainWindow) -> None:
    player = play(qtbot, window)
    player.forward()
    player.forward()
    stands(qtbot, player)
    stack = window.document.undo_stack
    assert (stack.count(), stack.undoText()) == (1, "Two")
    stack.undo()
    assert window.document.network.layers["conv1"].stride == 1  # type: ignore[attr-defined]
    assert window.document.recipe.learning_rate == 0.003


def test_a_question_is_asked_before_its_scene_is_shown(qtbot: QtBot, window: MainWindow) -> None:
    player = play(qtbot, window)
    panel = window.lessons.dock.panel  # type: ignore[union-attr]
    player.forward()
    assert player.asks
    assert window.document.network.layers["conv1"].stride == 1  # type: ignore[attr-defined]
    assert panel.question.field.isVisible()
    assert not panel.then.isVisible()
    panel.question.field.setFocus()
    QTest.keyClicks(panel.question.field, "14")
    QTest.keyClick(panel.question.field, Qt.Key.Key_Return)
    assert player.verdict is False
    assert panel.question.verdict.text() == "Not 14: it is 13."
    assert panel.question.arithmetic.text().startswith("(28 − 3)/2 + 1 = ")
    assert panel.then.isVisible()
    assert window.document.network.layers["conv1"].stride == 2  # type: ignore[attr-defined]


def test_the_keyboard_goes_to_the_question_and_back_to_the_lesson(
    qtbot: QtBot, window: MainWindow
) -> None:
    """What is hidden would give it to the next widget: a box whose entries Page Down turns."""
    player = play(qtbot, window)
    panel = window.lessons.dock.panel  # type: ignore[union-attr]
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    panel.forward.setFocus()
    go_on(panel, panel.forward, Qt.Key.Key_PageDown)
    assert panel.question.field.hasFocus()
    QTest.keyClicks(panel.question.field, "13")
    QTest.keyClick(panel.question.field, Qt.Key.Key_Return)
    assert player.verdict is True
    assert panel.forward.hasFocus()
    stands(qtbot, player)
    number = player.number
    go_on(panel, panel.forward, Qt.Key.Key_PageDown)
    assert player.number == number + 1


@pytest.mark.parametrize("place", ["canvas", "tabs", "list of layers"])
def test_a_question_takes_the_keyboard_from_where_nothing_is_typed(
    qtbot: QtBot, window: MainWindow, place: str
) -> None:
    play(qtbot, window)
    panel = window.lessons.dock.panel  # type: ignore[union-attr]
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    if place == "list of layers":
        window.docks.raise_("summary")
    keyboard = {
        "canvas": window.canvas,
        "tabs": next(bar for bar in window.findChildren(QTabBar) if bar.isVisible()),
        "list of layers": window.summary.table,
    }[place]
    keyboard.setFocus(Qt.FocusReason.TabFocusReason)
    assert keyboard.hasFocus()
    go_on(panel, keyboard, Qt.Key.Key_PageDown)
    assert panel.question.field.hasFocus()


def test_a_question_leaves_the_keyboard_to_a_field_that_is_typed_into(
    qtbot: QtBot, window: MainWindow
) -> None:
    play(qtbot, window)
    panel = window.lessons.dock.panel  # type: ignore[union-attr]
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    window.canvas.search.open_bar()
    field = window.canvas.search.field
    qtbot.waitUntil(field.hasFocus)
    go_on(panel, field, Qt.Key.Key_PageDown)
    assert panel.question.isVisible()
    assert field.hasFocus()


def test_back_brings_a_scene_back_as_it_was_whatever_was_done_to_it(
    qtbot: QtBot, window: MainWindow
) -> None:
    player = play(qtbot, window)
    for _press in range(3):
        player.forward()
        stands(qtbot, player)
    assert (player.number, len(window.thread_.events)) == (2, 4)
    network, recipe = window.document.network, window.document.recipe
    learned, events = weights(window), list(window.thread_.events)
    window.document.apply(SetFields("conv1", {"out_channels": 7}))
    player.back()
    stands(qtbot, player)
    assert window.document.network == network
    assert not window.thread_.events
    player.forward()
    stands(qtbot, player)
    assert (window.document.network, window.document.recipe) == (network, recipe)
    again = weights(window)
    assert all(np.array_equal(learned[name], again[name]) for name in learned)
    assert window.thread_.events == events


def test_a_touched_scene_does_not_change_the_next(qtbot: QtBot, window: MainWindow) -> None:
    player = play(qtbot, window)
    window.document.apply(SetFields("conv1", {"out_channels": 7}))
    player.forward()
    player.forward()
    stands(qtbot, player)
    assert window.document.network.layers["conv1"].out_channels == 2  # type: ignore[attr-defined]


def test_opening_a_file_ends_the_lesson_and_asks_for_the_own_document(
    qtbot: QtBot, window: MainWindow, dialogs: Dialogs
) -> None:
    window.document.apply(EDIT)
    player = play(qtbot, window)
    dialogs.answer("Cancel")
    QTest.keyClick(window, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert player.lesson is None
    assert window.document.network == EDITED


def test_a_crash_in_a_lesson_leaves_the_own_edits(
    qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("widgets.file_menu.AUTOSAVE_MS", 1)
    window.document.apply(EDIT)
    player = play(qtbot, window)
    window.document.apply(SetFields("conv1", {"out_channels": 7}))
    qtbot.wait(200)
    kept = [load_project(path) for path in autosave_root().glob("*/*.convas")]
    assert [project.network for project in kept] == [EDITED]
    player.leave()


def test_the_own_image_comes_back(qtbot: QtBot, window: MainWindow) -> None:
    window.probe_panel.data_chosen.emit("test", 5)
    lesson = lesson_of_text(
        "# Colour\n\n## One\n\n```toml\nnetwork = 'colour-net'\nprobe = { image = 2 }\n```\n", "c"
    )
    player = play(qtbot, window, lesson)
    dataset = window.thread_.dataset
    assert dataset is not None
    assert dataset.info.name == "colour-shapes"
    player.leave()
    stands(qtbot, player)
    seen = window.probe_panel._probe.seen
    assert seen is not None
    assert (seen.source, seen.part, seen.index) == ("data", "test", 5)
    assert np.array_equal(seen.image, window.thread_.dataset.test.images[5])  # type: ignore[union-attr]


def test_a_scene_that_cannot_be_set_up_says_why(qtbot: QtBot, window: MainWindow) -> None:
    text = "# T\n\n## One\n\n```toml\nnetwork = 'lenet-5'\nprobe = { image = 99999 }\n```\n"
    play(qtbot, window, lesson_of_text(text, "t")).leave()
    player = play(qtbot, window, lesson_of_text(text, "t"))
    panel = window.lessons.dock.panel  # type: ignore[union-attr]
    said = "There is no test image 99999 in this data set."
    qtbot.waitUntil(lambda: panel.note.text() == said)
    player.leave()


def test_closing_the_window_asks_for_the_own_document(
    qtbot: QtBot, window: MainWindow, dialogs: Dialogs
) -> None:
    window.document.apply(EDIT)
    player = play(qtbot, window)
    dialogs.answer("Cancel")
    assert not window.close()
    assert player.lesson is None
    assert window.document.network == EDITED


def test_a_training_of_the_lesson_is_nothing_to_ask_about(
    qtbot: QtBot, window: MainWindow, dialogs: Dialogs
) -> None:
    lesson = "# T\n\n## One\n\n```toml\nnetwork = 'lenet-5'\ntrain = { epochs = 50 }\n```\n"
    window.lessons.play(lesson_of_text(lesson, "t"))
    qtbot.waitUntil(lambda: len(window.thread_.events) > 1)
    assert not window.isWindowModified()
    own = window.lessons.dock.player._own  # type: ignore[union-attr]
    assert own is not None
    assert window._files.may_lose_document()
    assert not dialogs.said
    assert window.document.network is own.document.network
    assert not window.thread_.progress.busy


def test_closing_the_dock_ends_the_lesson(qtbot: QtBot, window: MainWindow) -> None:
    own = window.document.network
    player = play(qtbot, window)
    assert window.lessons.dock is not None
    window.lessons.dock.close()
    assert player.lesson is None
    assert window.document.network is own


def test_the_dock_cannot_be_opened_without_a_lesson(qtbot: QtBot, window: MainWindow) -> None:
    play(qtbot, window).leave()
    offered = [action.text() for action in window.createPopupMenu().actions() if action.isVisible()]
    assert "Inspector" in offered
    assert "Lesson" not in offered
    window.docks.reset()
    assert window.lessons.dock is not None
    assert not window.lessons.dock.isVisible()


def test_no_button_leads_on_once_the_lesson_is_left(qtbot: QtBot, window: MainWindow) -> None:
    own = window.document.network
    player = play(qtbot, window)
    player.leave()
    player.forward()
    player.back()
    player.say("3")
    assert player.lesson is None
    assert window.document.network is own


def test_the_menu_lists_the_lessons_and_says_what_is_wrong_with_one(
    qtbot: QtBot, window: MainWindow, dialogs: Dialogs
) -> None:
    own_folder().mkdir(parents=True)
    (own_folder() / "mine.md").write_text("# Mine\n\n## One\n", encoding="utf-8")
    menu = window.lessons
    menu.aboutToShow.emit()

    def entry(title: str) -> QAction:
        return next(action for action in menu.actions() if action.text().endswith(title))

    dialogs.answer("OK")
    entry("Mine").trigger()
    assert "mine.md, line 3: the first scene must say which network" in dialogs.said[-1]
    entry("Sizes and padding").trigger()
    assert menu.dock is not None
    assert menu.dock.player.lesson is not None
    stands(qtbot, menu.dock.player)
    menu.dock.player.leave()


def over(menu: LessonsMenu) -> QMessageBox:
    assert menu.over is not None
    return menu.over


def test_the_end_of_a_lesson_is_told_and_the_next_one_offered(
    qtbot: QtBot, window: MainWindow
) -> None:
    own_folder().mkdir(parents=True)
    for name in ("First", "Second"):
        text = f'# {name}\n\n## One\n\n```toml\nnetwork = ["Input 1x7x7"]\n```\n'
        (own_folder() / f"{name}.md").write_text(text, encoding="utf-8")
    menu = window.lessons
    assert menu.play_file(own_folder() / "First.md")
    assert menu.dock is not None
    player = menu.dock.player
    stands(qtbot, player)
    player.forward()
    box = over(menu)
    assert box.text() == "The lesson is over"
    box.defaultButton().click()
    qtbot.waitUntil(lambda: menu.dock.windowTitle() == "Second")  # type: ignore[union-attr]
    stands(qtbot, player)
    player.forward()
    assert "Next" not in over(menu).defaultButton().text()
    over(menu).close()


def test_that_a_lesson_is_over_is_told_no_longer_beside_another_network(
    qtbot: QtBot, window: MainWindow
) -> None:
    own_folder().mkdir(parents=True)
    path = own_folder() / "Only.md"
    text = '# Only\n\n## One\n\n```toml\nnetwork = ["Input 1x7x7"]\n```\n'
    path.write_text(text, encoding="utf-8")
    menu = window.lessons
    assert menu.play_file(path)
    assert menu.dock is not None
    stands(qtbot, menu.dock.player)
    menu.dock.player.forward()
    assert over(menu).isVisible()
    window.document.apply(EDIT)
    qtbot.waitUntil(lambda: menu.over is None)


WINDOWS = lesson_of_text(
    """# Windows

## One

```toml
network = ["Input 1x28x28", "Flatten", "Linear 10"]
recipe = { preprocessing = "standardise" }
preview = "preprocessing"
notice = ["window preview says: mean 0 and deviation 1"]
```

## Two

```toml
recipe = { augmentation = { rotate = 180.0 } }
preview = "augmentation"
notice = ["window preview says: 6 and 9 change places"]
```

## Three

Nothing beside it.
""",
    "windows",
)


def test_the_preview_stands_beside_the_lesson_while_its_scenes_are_on(
    qtbot: QtBot, window: MainWindow
) -> None:
    player = play(qtbot, window, WINDOWS)
    preview = window.preview
    assert preview is not None
    qtbot.waitUntil(lambda: player.seen == (True,))
    assert preview.tabs.currentIndex() == 1
    dock = window.lessons.dock
    assert dock is not None
    assert preview.frameGeometry().left() > dock.mapToGlobal(dock.rect().topRight()).x()
    preview.activateWindow()
    assert QTest.qWaitForWindowActive(preview)
    QTest.keyClick(preview, Qt.Key.Key_PageDown)
    assert player.number == 1
    stands(qtbot, player)
    qtbot.waitUntil(lambda: player.seen == (True,))
    assert preview.tabs.currentIndex() == 0
    player.forward()
    stands(qtbot, player)
    assert not preview.isVisible()
    player.back()
    stands(qtbot, player)
    assert preview.isVisible()
    player.leave()
    assert not preview.isVisible()


def test_the_users_own_preview_is_as_it_was_after_the_lesson(
    qtbot: QtBot, window: MainWindow
) -> None:
    window.open_preview()
    preview = window.preview
    assert preview is not None
    preview.setGeometry(40, 50, 900, 640)
    place = preview.geometry()
    player = play(qtbot, window, WINDOWS)
    assert preview.tabs.currentIndex() == 1
    assert preview.geometry() != place
    player.leave()
    assert preview.isVisible()
    assert preview.tabs.currentIndex() == 0
    assert preview.geometry() == place
    assert not preview.testAttribute(Qt.WidgetAttribute.WA_ShowWithoutActivating)


def test_a_low_window_gives_the_lesson_all_of_its_height(qtbot: QtBot, window: MainWindow) -> None:
    window.resize(1280, 760)
    player = play(qtbot, window)
    dock = window.lessons.dock
    assert dock is not None
    qtbot.waitUntil(lambda: dock.height() > 0.75 * window.height())
    player.leave()
    corner = window.corner(Qt.Corner.BottomLeftCorner)
    assert corner == Qt.DockWidgetArea.BottomDockWidgetArea


def test_a_layer_that_is_deleted_while_its_scene_is_set_up_is_done_without(
    qtbot: QtBot, window: MainWindow
) -> None:
    lesson = lesson_of_text(
        """# Small

## One

```toml
network = ["Input 1x28x28", "Conv2d 2 3x3", "Flatten", "Linear 10"]
select = "conv1"
zoom = "conv1"
lens = "conv1 0 2 3"
kernels.conv1 = "1 0 -1; 1 0 -1; 1 0 -1"
mute.conv1 = [1]
```
""",
        "small",
    )
    assert window.lessons.play(lesson)
    dock = window.lessons.dock
    assert dock is not None
    window.document.apply(RemoveLayers(frozenset({"conv1"})))
    stands(qtbot, dock.player)
    assert dock.player.staging.kept is not None
    assert "conv1" not in window.document.network.layers
