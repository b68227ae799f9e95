"""What all tests share: hypothesis' ways, the collection of garbage, and the command line."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from app.language import speak
from app.training.recipe import Recipe
from tests.commands import TINY, Convas, saved, told
from widgets.garbage import collect_due

pytest_plugins = ["tests.crashes"]

# The same examples every time, so that a run says something about the change and not about luck.
# For a longer search with fresh examples: pytest --hypothesis-profile explore
_COMMON = settings(
    deadline=None, database=None, suppress_health_check=[HealthCheck.too_slow], print_blob=False
)
settings.register_profile("repeatable", _COMMON, derandomize=True, max_examples=100)
settings.register_profile("explore", _COMMON, max_examples=2_000)
settings.load_profile("repeatable")


@pytest.fixture(scope="session", autouse=True)
def nobody_else_collects_garbage() -> None:
    """As in the program: a thread that destroyed widgets of earlier tests crashed the process."""
    gc.disable()


@pytest.fixture(autouse=True)
def garbage_is_collected() -> Iterator[None]:
    """Between the tests."""
    yield
    collect_due()


@pytest.fixture
def german() -> Iterator[None]:
    """Everything is said in German."""
    speak("de")
    yield
    speak("en")


@pytest.fixture
def convas(capsys: pytest.CaptureFixture[str]) -> Convas:
    """Carries out a command in this process."""
    return lambda *arguments: told(arguments, capsys)


@pytest.fixture
def tiny(tmp_path: Path) -> Path:
    """A network that learns in a second."""
    return saved(tmp_path, TINY, Recipe(batch_size=500, epochs=2, learning_rate=0.02))
