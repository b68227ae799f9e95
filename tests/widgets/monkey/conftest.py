"""How long the monkey plays, and with which luck."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.widgets.monkey.pace import Play
from tests.widgets.monkey.watch import Stage

SEEDS, EVENTS_OF_A_SEED = 4, 400
"""The short play, of half a minute."""
LONG_SEEDS = 8


def pytest_addoption(parser: pytest.Parser) -> None:
    """Understood where this folder is named: `python -m pytest tests/widgets/monkey …`."""
    group = parser.getgroup("monkey")
    group.addoption("--monkey-events", type=int, default=0, help="events of all seeds")
    group.addoption("--monkey-short", action="store_true", help="the short play")
    group.addoption("--monkey-seeds", type=int, default=0, help="so many seeds share them")
    group.addoption("--monkey-seed", type=int, default=0, help="the first seed")


def _seeds(config: pytest.Config) -> int:
    asked = config.getoption("--monkey-events", 0)
    return int(config.getoption("--monkey-seeds", 0)) or (LONG_SEEDS if asked else SEEDS)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test for each seed, so that they spread over the processes of pytest-xdist."""
    if "seed" in metafunc.fixturenames:
        first = metafunc.config.getoption("--monkey-seed", 0)
        metafunc.parametrize("seed", range(first, first + _seeds(metafunc.config)))


@pytest.fixture
def play(request: pytest.FixtureRequest) -> Play:
    """Of one seed.

    The short play stands beside other tests on machines of any speed, so what it calls a hang is
    one beyond doubt; half a second is what the long play measures.
    """
    if total := int(request.config.getoption("--monkey-events", 0)):
        return Play(total // _seeds(request.config), 0.5, 10.0)
    if not request.config.getoption("--monkey-short", False):
        pytest.skip("the monkey plays with --monkey-short or --monkey-events")
    return Play(EVENTS_OF_A_SEED, 5.0, 120.0)


@pytest.fixture
def stage(
    request: pytest.FixtureRequest,
    seed: int,
    play: Play,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
    qtlog: Any,
    logged: list[logging.LogRecord],
) -> Stage:
    test = f"{request.path.relative_to(request.config.rootpath)}::{request.function.__name__}"
    return Stage(seed, play, tmp_path, monkeypatch, qtbot, qtlog, logged, test)
