"""The training thread loads data sets and says what is wrong with them."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.data.dataset import Dataset
from app.session import Session
from tests.widgets.conftest import StartThread
from tests.widgets.training import (
    idle,
    small,
)
from widgets.training_thread import TrainingThread


@pytest.fixture
def thread(start_thread: StartThread) -> TrainingThread:
    return start_thread(small())


def test_an_unknown_data_set_is_said_and_another_can_follow(
    qtbot: QtBot, thread: TrainingThread
) -> None:
    thread.load_dataset("nowhere", 0.5)
    qtbot.waitUntil(lambda: thread.data_message != "")
    assert "There is no data set 'nowhere'" in thread.data_message
    assert thread.dataset is None
    thread.load_dataset("mnist", 0.5)
    qtbot.waitUntil(lambda: thread.dataset is not None)
    assert thread.data_message == ""


def test_of_many_data_sets_only_the_last_is_loaded(
    qtbot: QtBot, thread: TrainingThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    idle(qtbot, thread)
    loaded = []
    load_dataset = Session.load_dataset

    def note(session: Session, name: str, *how: Any) -> Dataset:
        loaded.append(name)
        return load_dataset(session, name, *how)

    monkeypatch.setattr(Session, "load_dataset", note)
    for step in range(40):  # each takes half a second to draw
        thread.load_dataset("colour-shapes", step / 40)
    thread.load_dataset("fashion-mnist", 0.5)
    qtbot.waitUntil(lambda: _name(thread) == "fashion-mnist")
    assert len(loaded) < 10


def _name(thread: TrainingThread) -> str:
    return thread.dataset.name if thread.dataset else ""


def test_whatever_a_data_set_fails_of_becomes_a_message(
    qtbot: QtBot, thread: TrainingThread, logged: list[logging.LogRecord]
) -> None:
    thread.load_dataset("colour-shapes", "hard")  # type: ignore[arg-type]
    qtbot.waitUntil(lambda: thread.data_message != "")
    assert thread.data is None
    assert not thread.progress.failed
    logged.clear()
