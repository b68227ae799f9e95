"""The monkey is led to every view in turn, for by luck alone it comes to some hardly ever.

The views are the panels, the dialogs of the menus, and what the walks for accessibility open; each
seed has its share of them.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from tests.widgets.monkey.monkey import LAYERS, Monkey
from tests.widgets.monkey.rest import take_rest
from tests.widgets.monkey.watch import IGNORED, PART_OF_VIEWS, Stage, Watch
from tests.widgets.test_accessibility import dialog_entries
from tests.widgets.test_every_window import OPENED
from tests.widgets.whole_window import wait_for_events, wait_for_state
from widgets.main_window import MainWindow

pytestmark = IGNORED
SHARES = 4
"""Every seed goes to each fourth view."""

TIMES = 3
"""A view that is soon closed is opened again."""


def test_a_monkey_breaks_no_view(stage: Stage) -> None:
    with stage.open() as (monkey, watch):
        qtbot, window, dataset = stage.qtbot, monkey.window, watch.cage.dataset
        take_rest(qtbot, window, dataset)
        _train_some(qtbot, window)
        share = _views(window)[stage.seed % SHARES :: SHARES]
        events = max(1, stage.play.events // PART_OF_VIEWS // len(share) // TIMES)
        for kind, name in share * TIMES:
            take_rest(qtbot, window, dataset)
            monkey.log.append(f"—— {kind} {name} ——")
            monkey.diary.write(f"{monkey.log[-1]}\n")
            _visit(monkey, watch, stage, kind, name, events)
            if not watch.fine():
                return
        take_rest(qtbot, window, dataset)


def _train_some(qtbot: QtBot, window: MainWindow) -> None:
    """By no key: after a play the keyboard may be anywhere."""
    wait_for_state(qtbot, window, "idle")
    window.run_bar.train.trigger()
    wait_for_events(qtbot, window, 3)
    wait_for_state(qtbot, window, "training")
    window.run_bar.train.trigger()
    wait_for_state(qtbot, window, "paused")


def _views(window: MainWindow) -> list[tuple[str, str]]:
    return [
        *(("panel", name) for name in window.docks.names),
        *(("menu", path) for path, _action in dialog_entries(window)),
        *(("window", name) for name in OPENED),
    ]


def _visit(monkey: Monkey, watch: Watch, stage: Stage, kind: str, name: str, events: int) -> None:
    """Open a view and play with it."""
    window, qtbot = monkey.window, stage.qtbot

    def goes_on() -> bool:
        return watch.fine() and len(window.document.network.layers) <= LAYERS

    def choose() -> None:
        before = set(_dialogs(window))
        dict(dialog_entries(window))[name].trigger()
        monkey.favourite = next((each for each in _dialogs(window) if each not in before), None)

    begin: Callable[[], None] | None = None
    if kind == "window":
        monkey.favourite = OPENED[name](window, qtbot)
        monkey.favourite.show()
    else:
        _train_some(qtbot, window)
        if kind == "panel":
            window.docks.raise_(name)
            monkey.favourite = window.docks[name]
        else:
            begin = choose
    monkey.play(events, goes_on, begin)
    favourite, monkey.favourite = monkey.favourite, None
    if kind == "window" and isinstance(favourite, QDialog) and isValid(favourite):
        favourite.deleteLater()


def _dialogs(window: MainWindow) -> list[QDialog]:
    """Those that lie beside the window, which can still be worked with."""
    return [
        each for each in window.findChildren(QDialog) if each.isVisible() and not each.isModal()
    ]
