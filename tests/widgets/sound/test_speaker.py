"""Sound on machines with a device and without, and without the package that plays."""

from __future__ import annotations

import sys

import pytest
from pytestqt.qtbot import QtBot

from widgets.sound.speaker import NO_PACKAGE, Speaker
from widgets.sound.volume import USUAL_VOLUME, chosen_volume, set_volume


def test_where_the_package_is_missing_the_sentence_says_how_to_get_it(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "miniaudio", None)
    speaker = Speaker()
    with qtbot.waitSignal(speaker.failed) as failed:
        speaker.play_losses([1.0])
    assert failed.args == [NO_PACKAGE]
    speaker.close()


def test_a_device_takes_the_tones(qtbot: QtBot) -> None:
    pytest.importorskip("miniaudio")
    speaker = Speaker(silent=True)
    with qtbot.waitSignal(speaker.opened):
        speaker.play_losses([2.3, 1.0])
    playlist = speaker._playlist
    assert playlist is not None
    qtbot.waitUntil(lambda: not playlist._waves)  # the device has asked for them
    speaker.close()


def test_the_volume_is_kept_and_anything_else_means_the_usual_one() -> None:
    set_volume(70)
    assert chosen_volume() == 70
    for wrong in ("loud", "-1", "101"):
        set_volume(wrong)  # type: ignore[arg-type]  # as a damaged file has it
        assert chosen_volume() == USUAL_VOLUME
