"""From where on the benchmark of memory counts: what is loaded once is no growth."""

from __future__ import annotations

import pytest

from benchmarks.memory import EVERY, TURNS, Sample, growth

PANELS = [f"panel {number}" for number in range(18)]


def _samples(count: int, resident: list[float]) -> list[Sample]:
    """Samples of `count` turns, with each panel in front in turn."""
    return [
        Sample((at + 1) * EVERY, resident[at], 0, PANELS[at % len(PANELS)]) for at in range(count)
    ]


def test_what_the_last_panel_loads_in_its_first_turns_is_no_growth() -> None:
    count = 100 + TURNS * len(PANELS)
    loaded = TURNS * len(PANELS) - 1
    found = growth(_samples(count, [500.0] * loaded + [550.0] * (count - loaded)))
    assert found.per_cent == 0
    assert found.first_epoch == (TURNS * len(PANELS) + 1) * EVERY


def test_what_comes_with_every_epoch_is_growth() -> None:
    count = 100 + TURNS * len(PANELS)
    found = growth(_samples(count, [500 + 0.05 * at * EVERY for at in range(count)]))
    assert found.per_cent == pytest.approx(9, abs=0.5)
