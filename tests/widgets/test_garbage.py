"""Circles of unused objects go, and only the window's thread ends them."""

from __future__ import annotations

import gc
import threading
import weakref
from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from widgets.garbage import GarbageCollection
from widgets.main_window import MainWindow

OpenWindow = Callable[..., MainWindow]
MANY = 2_000
"""Objects, far more than Python lets come together before it looks for garbage."""


class Circle(list["Circle"]):
    """Holds itself."""

    def __init__(self) -> None:
        super().__init__()
        self.append(self)


@pytest.fixture
def collection() -> Iterator[QObject]:
    gc.enable()
    parent = QObject()
    GarbageCollection(parent)
    yield parent
    parent.deleteLater()


def make_circles(ended_in: list[threading.Thread]) -> None:
    for _ in range(MANY):
        weakref.finalize(Circle(), lambda: ended_in.append(threading.current_thread()))


@pytest.mark.usefixtures("collection")
def test_what_another_thread_leaves_is_collected_in_the_windows_thread(qtbot: QtBot) -> None:
    ended_in: list[threading.Thread] = []
    thread = threading.Thread(target=make_circles, args=(ended_in,))
    thread.start()
    thread.join()
    assert not ended_in
    qtbot.waitUntil(lambda: len(ended_in) == MANY)
    assert set(ended_in) == {threading.main_thread()}


def test_the_open_window_sees_to_the_garbage(open_window: OpenWindow, qtbot: QtBot) -> None:
    gc.enable()
    open_window(wait=False)
    qtbot.waitUntil(lambda: not gc.isenabled())
    ended_in: list[threading.Thread] = []

    def has_collected() -> bool:
        make_circles(ended_in)  # again: those that were there when torch was loaded stay for good
        return bool(ended_in)

    qtbot.waitUntil(has_collected)
    assert set(ended_in) == {threading.main_thread()}
