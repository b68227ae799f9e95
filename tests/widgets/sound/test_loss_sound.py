"""Train ▸ Hear the loss, in the window."""

from __future__ import annotations

import sys

import pytest
from pytestqt.qtbot import QtBot

from app.training.events import Diverged
from tests.widgets.whole_window import learn
from widgets.main_window import MainWindow
from widgets.sound.speaker import NO_PACKAGE, Speaker


def test_it_is_off_at_first_and_loads_nothing(window: MainWindow) -> None:
    assert not window.loss_sound.action.isChecked()
    assert window.loss_sound.speaker is None


def test_where_nothing_can_be_played_it_says_so_and_is_off_again(
    window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "miniaudio", None)
    window.loss_sound.action.trigger()
    qtbot.waitUntil(lambda: window.statusBar().currentMessage() == NO_PACKAGE)
    assert not window.loss_sound.action.isChecked()


def test_new_losses_are_heard_and_a_divergence_too(window: MainWindow, qtbot: QtBot) -> None:
    pytest.importorskip("miniaudio")
    sound = window.loss_sound
    sound.speaker = Speaker(sound, silent=True)
    with qtbot.waitSignal(sound.speaker.opened):
        sound.action.trigger()
        learn(qtbot, window)
    playlist = sound.speaker._playlist
    assert playlist is not None
    qtbot.waitUntil(lambda: not playlist._waves)
    with qtbot.waitSignal(sound.alarmed):
        window.thread_.history.events.append(Diverged(9, "the loss is not a number"))
    sound.action.trigger()
    assert sound.speaker is None
