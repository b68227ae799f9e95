"""How long the monkey plays, and with which luck."""

from __future__ import annotations

import pytest

SEEDS = 8


def pytest_addoption(parser: pytest.Parser) -> None:
    """Understood where this folder is named: `python -m pytest tests/widgets/monkey …`."""
    group = parser.getgroup("monkey")
    group.addoption("--monkey-events", type=int, default=0, help="events of all seeds")
    group.addoption("--monkey-seeds", type=int, default=SEEDS, help="so many seeds share them")
    group.addoption("--monkey-seed", type=int, default=0, help="the first seed")


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A test for each seed, so that they spread over the processes of pytest-xdist."""
    if "seed" in metafunc.fixturenames:
        first = metafunc.config.getoption("--monkey-seed", 0)
        count = metafunc.config.getoption("--monkey-seeds", SEEDS)
        metafunc.parametrize("seed", range(first, first + count))


@pytest.fixture
def events(request: pytest.FixtureRequest) -> int:
    """Of one seed."""
    total = request.config.getoption("--monkey-events", 0)
    if not total:
        pytest.skip("the monkey plays when it is asked with --monkey-events")
    return int(total) // int(request.config.getoption("--monkey-seeds", SEEDS))
