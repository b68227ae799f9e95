"""The pages that people read: README, how to contribute, and docs/."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
PAGES = sorted([ROOT / "README.md", ROOT / "CONTRIBUTING.md", *(ROOT / "docs").glob("*.md")])
TRANSLATED = sorted((ROOT / "docs").glob("??/*.md"))
"""Pages in other languages, each under the name of the English one, in a folder of its language."""
_FENCED = re.compile(r"^( *)```.*?^ *```$", re.MULTILINE | re.DOTALL)


def prose(page: Path) -> str:
    """A page without its fenced blocks, in one line: emphasis may go over the end of a line."""
    return re.sub(r"\s+", " ", _FENCED.sub("", page.read_text(encoding="utf-8")))
