"""What is done a moment later keeps nothing alive, and is not done for what is gone."""

from __future__ import annotations

import gc
import weakref

import pytest
import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QObject
from pytestqt.qtbot import QtBot

from widgets.later import later

WAITS = pytest.mark.parametrize("milliseconds", [0, 20])


class Owner(QObject):
    done = 0

    def do(self) -> None:
        self.done += 1


@WAITS
def test_it_is_done_once_and_leaves_nothing_behind(qtbot: QtBot, milliseconds: int) -> None:
    owner = Owner()
    later(milliseconds, owner, owner.do)
    assert not owner.done
    qtbot.waitUntil(lambda: owner.done > 0)
    qtbot.wait(50)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert (owner.done, owner.children()) == (1, [])


@pytest.mark.usefixtures("qapp")
@WAITS
def test_what_dies_first_is_spared_and_freed(qtbot: QtBot, milliseconds: int) -> None:
    owner = Owner()
    gone, done = weakref.ref(owner), []
    later(milliseconds, owner, owner.do)
    later(milliseconds, owner, (lambda it: lambda: done.append(it))(owner))
    shiboken6.delete(owner)
    qtbot.wait(milliseconds + 50)
    assert not owner.done
    assert not done
    del owner
    gc.collect()
    assert gone() is None


def test_those_without_a_wait_come_in_turn(qtbot: QtBot) -> None:
    owners, done = [QObject() for _ in range(20)], list[int]()
    for number, owner in enumerate(owners):
        later(0, owner, lambda number=number: done.append(number))  # type: ignore[misc]
    qtbot.waitUntil(lambda: len(done) == len(owners))
    assert done == sorted(done)
