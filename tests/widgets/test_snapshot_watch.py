"""The training thread looks at what is wanted when it has changed, and only then."""

from __future__ import annotations

from functools import partial

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.inspection.snapshot import Wanted
from app.session import Session
from app.training.recipe import Recipe
from tests.widgets.conftest import StartThread
from tests.widgets.training import (
    RECIPE,
    idle,
    small,
    wait_for_steps,
)
from widgets.training_thread import TrainingThread


@pytest.fixture
def thread(start_thread: StartThread) -> TrainingThread:
    return start_thread(small())


def test_a_snapshot_holds_what_is_wanted_and_no_more(qtbot: QtBot, thread: TrainingThread) -> None:
    thread.wanted = Wanted(frozenset({"relu1"}), frozenset({"conv1"}))
    qtbot.waitUntil(lambda: thread.snapshot is not None)
    assert thread.snapshot is not None
    assert thread.snapshot.feature_maps.keys() == {"relu1"}
    assert thread.snapshot.filters.keys() == {"conv1"}
    assert thread.snapshot.probabilities is None


def test_nothing_is_computed_while_nothing_has_changed(
    qtbot: QtBot, thread: TrainingThread
) -> None:
    thread.wanted = Wanted(frozenset({"relu1"}))
    qtbot.waitUntil(lambda: thread.snapshot is not None)
    first = thread.snapshot
    for _ in range(3):
        idle(qtbot, thread)
    assert thread.snapshot is first
    thread.wanted = Wanted(frozenset({"pool1"}))
    qtbot.waitUntil(lambda: thread.snapshot is not first)


def test_of_images_that_come_quickly_only_the_newest_is_looked_at(
    qtbot: QtBot, thread: TrainingThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A drawing changes at every frame; while a batch takes longer, nothing may queue up."""
    looked_at: list[np.ndarray] = []
    set_probe = Session.set_probe

    def note(session: Session, image: np.ndarray) -> None:
        looked_at.append(image)
        set_probe(session, image)

    monkeypatch.setattr(Session, "set_probe", note)
    thread.train(Recipe(batch_size=8_000, epochs=1), steps=2)  # a step of a second or so
    qtbot.waitUntil(lambda: thread.progress.state == "training")
    images = [np.full((1, 28, 28), level, np.uint8) for level in range(100)]
    for image in images:
        thread.set_probe(image)
    qtbot.waitUntil(lambda: bool(looked_at) and looked_at[-1] is images[-1])
    assert len(looked_at) <= 3


def test_another_image_is_looked_at_at_once_while_training(
    qtbot: QtBot, thread: TrainingThread, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A drawing is followed, however seldom the views of what is learned are refreshed."""
    monkeypatch.setattr("widgets.watches.LOOK_SECONDS", 3_600.0)
    thread.wanted = Wanted(frozenset({"input"}))
    thread.train(RECIPE)
    wait_for_steps(qtbot, thread, 3)

    def shows(level: int) -> bool:
        maps = thread.snapshot.feature_maps if thread.snapshot is not None else {}
        return "input" in maps and maps["input"].max() == pytest.approx(level / 255)

    for level in (80, 160, 240):
        thread.set_probe(np.full((1, 28, 28), level, np.uint8))
        qtbot.waitUntil(partial(shows, level))
    assert thread.progress.state == "training"
    thread.stop()
