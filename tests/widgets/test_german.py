"""The window in German: a process of its own, for words are chosen before widgets are imported."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from app.language import words_of

ROOT = Path(__file__).parents[2]
ALSO_NAMES = {"Input", "input", "groups", "padding"}
"""What a kind of layer, a layer and settings of PyTorch are called in every language."""


def test_no_text_of_the_window_stays_english_that_has_german_words(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "tests.widgets.german_window"],
        cwd=ROOT,
        env={
            **os.environ,
            "LC_ALL": "de_DE.UTF-8",
            "LANGUAGE": "de",
            "CONVAS_HOME": str(tmp_path),
            "QT_QPA_PLATFORM": "offscreen",
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    shown = set(json.loads(done.stdout.splitlines()[-1]))
    assert {"Schichten", "Kurven", "&Speichern"} <= shown
    assert "61.706" in shown
    assert not [text for text in shown if re.search(r"\b0\.\d", text)], "English marks"
    german = words_of("de")
    english = {text for text, said in german.items() if text != said} - set(german.values())
    assert not (shown & english) - ALSO_NAMES
