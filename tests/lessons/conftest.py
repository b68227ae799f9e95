"""What tests of lessons share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.language import speak


@pytest.fixture
def german() -> Iterator[None]:
    """Everything is said in German."""
    speak("de")
    yield
    speak("en")
