"""README and docs: pages that are found, links and pictures that are there, commands that parse."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from app.cli.commands import command_parser
from tests.pages import PAGES, ROOT, TRANSLATED

LINK = re.compile(r"\]\(([^)#:\s]+)(?:#[^)]*)?\)")
COMMAND = re.compile(r"^(?: {4}|)python main\.py (\S.*)$", re.MULTILINE)
LARGEST_PICTURE = 150_000


def links(page: Path) -> list[Path]:
    return [page.parent / link for link in LINK.findall(page.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("page", PAGES + TRANSLATED, ids=lambda page: page.name)
def test_what_a_page_links_to_is_there(page: Path) -> None:
    assert [str(link) for link in links(page) if not link.exists()] == []


def test_every_page_is_named_in_the_readme() -> None:
    named = {link.resolve() for link in links(ROOT / "README.md")}
    assert [page.name for page in PAGES if page.name != "README.md" and page not in named] == []


def test_every_picture_is_shown_and_small() -> None:
    shown = {link.resolve() for page in PAGES for link in links(page) if link.suffix == ".png"}
    pictures = list((ROOT / "docs" / "pictures").iterdir())
    assert set(pictures) == shown
    assert [one.name for one in pictures if one.stat().st_size > LARGEST_PICTURE] == []


def commands_of(page: Path) -> list[list[str]]:
    text = page.read_text(encoding="utf-8").replace("\\\n", " ")
    return [shlex.split(found, comments=True) for found in COMMAND.findall(text)]


WRITTEN = [(page.name, words) for page in PAGES for words in commands_of(page)]


@pytest.mark.parametrize(
    "words", [words for _, words in WRITTEN], ids=[" ".join([n, *words]) for n, words in WRITTEN]
)
def test_a_command_that_is_written_down_is_understood(words: list[str]) -> None:
    """Only read, not carried out; a file opens the window, and needs no parser."""
    if words[0] == "--help":
        return
    assert words[0].endswith(".convas") or command_parser().parse_args(words).command == words[0]


def test_every_command_is_written_down_somewhere() -> None:
    listed = set(re.findall(r"^    ([a-z-]+)(?: |$)", command_parser().format_help(), re.MULTILINE))
    assert len(listed) > 10
    assert listed - {words[0] for _, words in WRITTEN} == set()
