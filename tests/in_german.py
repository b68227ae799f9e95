"""Has a run of pytest speak German, from before the widgets are imported.

python -m pytest -p tests.in_german tests/widgets/lessons/test_playing.py
"""

from __future__ import annotations

from app.language import speak

speak("de")
