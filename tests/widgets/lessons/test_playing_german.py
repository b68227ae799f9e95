"""A lesson in a window that speaks another language, which takes a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]


def test_a_german_lesson_plays_in_a_german_window() -> None:
    """One with words of a panel and answers that are worked out, and without training."""
    env = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")}
    done = subprocess.run(
        [
            *(sys.executable, "-m", "pytest", "-p", "tests.in_german"),
            *("tests/widgets/lessons/test_playing.py", "-k", "plays and 01-why"),
        ],
        cwd=ROOT,
        env=env,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout
