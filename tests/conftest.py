"""What all tests share: hypothesis' ways, processes that end well, and the command line."""

from __future__ import annotations

import signal
from collections.abc import Generator
from pathlib import Path
from subprocess import Popen
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from app.training.recipe import Recipe
from tests.commands import TINY, Convas, saved, told

# The same examples every time, so that a run says something about the change and not about luck.
# For a longer search with fresh examples: pytest --hypothesis-profile explore
_COMMON = settings(
    deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow], print_blob=False
)
settings.register_profile("repeatable", _COMMON, derandomize=True, max_examples=100)
settings.register_profile("explore", _COMMON, max_examples=2_000)
settings.load_profile("repeatable")

_workers: list[Popen[bytes]] = []


@pytest.hookimpl(optionalhook=True)  # of pytest-xdist
def pytest_testnodedown(node: Any) -> None:
    """Remember the process of a worker that has run all of its tests."""
    _workers.append(node.gateway._io.popen)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_sessionfinish(session: pytest.Session) -> Generator[None, None, None]:
    """Fail where a worker crashed while it ended: pytest-xdist does not look."""
    yield
    # SIGKILL is how pytest-xdist ends a worker that takes long to end by itself.
    crashes = [code for code in map(Popen.poll, _workers) if code and code != -signal.SIGKILL]
    if crashes:
        session.exitstatus = pytest.ExitCode.INTERNAL_ERROR
        codes = ", ".join(map(str, crashes))
        print(f"\nA process of the tests crashed when it ended (exit status {codes}).")


@pytest.fixture
def convas(capsys: pytest.CaptureFixture[str]) -> Convas:
    """Carries out a command in this process."""
    return lambda *arguments: told(arguments, capsys)


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A network that learns in a second."""
    return saved(tmp_path, TINY, Recipe(batch_size=500, epochs=2, learning_rate=0.02))
