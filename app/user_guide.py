"""The pages of the user guide, `docs/` as it came with the program, and where their links lead."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import NamedTuple

from app.language import spoken, translated

FOLDER = Path(__file__).parents[1] / "docs"
FIRST = "guide.md"
IN_ORDER = (
    FIRST,
    "layers.md", "summary.md", "data.md", "training.md", "panels.md", "runs.md",
    "probe.md", "inside.md", "experiments.md",
    "lessons.md", "exercises.md", "presenting.md", "scenes.md",
    "exchange.md", "keyboard.md", "preferences.md", "errors.md", "desktop.md",
)  # fmt: skip
"""What people read who use the program; other pages are for those who work on it."""
_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)


class Page(NamedTuple):
    """One page, told by its file, and its first heading."""

    path: Path
    title: str


def guide_pages() -> tuple[Page, ...]:
    """The pages in the order in which they are listed; none where the guide is not there.

    In the window's language; those that are not in it are English.
    """
    paths = map(_in_language, (FOLDER / name for name in IN_ORDER))
    return tuple(Page(path, _title(path)) for path in paths if path.is_file())


def linked_page(link: str, page: Path) -> tuple[Path, str] | None:
    """The page, and the heading in it, to which a link on `page` leads; None for anything else.

    README and what else lies beside the folder are pages, too, where they are there.
    """
    name, _, heading = link.partition("#")
    path = Path(os.path.normpath(page.parent / name)) if name else page
    path = _in_language(path)
    ours = path.suffix == ".md" and path.parent in (FOLDER, FOLDER.parent, FOLDER / spoken())
    return (path, heading) if ours and path.is_file() else None


def anchor_of(heading: str) -> str:
    """By what a link names a heading, as GitHub has it: "Read it, mend it" is read-it-mend-it."""
    return re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-")


def _in_language(path: Path) -> Path:
    """The page of the guide in the window's language, where it is there."""
    return translated(path, spoken()) if path.parent == FOLDER else path


def _title(path: Path) -> str:
    found = _TITLE.search(path.read_text(encoding="utf-8"))
    return found[1] if found else path.stem
