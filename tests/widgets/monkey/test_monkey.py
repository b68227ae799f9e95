"""Random clicks, keys and drags in every view: nothing breaks, hangs, leaks or gets lost.

`--monkey-short` is a play of half a minute; the long one, `make monkey`, takes minutes. A failure
tells how to play the same seed again. Training takes its own time, so what depends on it may need
several tries.
"""

from __future__ import annotations

from pytestqt.exceptions import TimeoutError as NeverSo
from pytestqt.qtbot import QtBot

from tests.widgets.monkey.monkey import LAYERS, Monkey
from tests.widgets.monkey.rest import (
    PATIENCE_MS,
    Census,
    edits_kept,
    lost_in_file,
    take_rest,
)
from tests.widgets.monkey.watch import IGNORED, PART_OF_VIEWS, Stage, Watch

pytestmark = IGNORED
RESTS = 6
"""At which is counted what is left over …"""
LONG = 1_000
"""… in a play of so many events; a shorter one rests in the end alone."""


def test_a_monkey_breaks_nothing(stage: Stage) -> None:
    with stage.open() as (monkey, watch):
        events = stage.play.events * (PART_OF_VIEWS - 1) // PART_OF_VIEWS
        _play(monkey, watch, events, stage.qtbot)


def _play(monkey: Monkey, watch: Watch, events: int, qtbot: QtBot) -> None:
    """Play, with rests in between at which what is left over is counted."""
    census = Census()
    rests = RESTS if events >= LONG else 1
    window = monkey.window

    def goes_on() -> bool:
        return watch.fine() and len(window.document.network.layers) <= LAYERS

    take_rest(qtbot, window, watch.cage.dataset)
    for rest in range(1, rests + 1):
        while monkey.count < events * rest // rests and not watch.faults:
            monkey.play(events * rest // rests - monkey.count, goes_on)
            if watch.faults:
                return
            if window.files._guest_leaves is None:
                try:
                    qtbot.waitUntil(lambda: edits_kept(window), timeout=PATIENCE_MS)
                except NeverSo:
                    watch.faults.append("what is not saved was not kept")
                    return
            if lost := lost_in_file(qtbot, window, watch.cage.folder / "at rest.convas"):
                watch.faults.append(lost)
                return
            take_rest(qtbot, window, watch.cage.dataset)
            monkey.log.append("—— a rest ——")
            if not watch.fine():
                return
        census.take(window)
    print(f"memory in MB: {census.memory}")
    watch.faults += census.leaks
