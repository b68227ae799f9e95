"""The pages of the user guide: which there are, and where their links lead."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.language import ENGLISH, speak, words_of
from app.user_guide import FIRST, FOLDER, IN_ORDER, Page, anchor_of, guide_pages, linked_page
from tests.pages import TRANSLATED, prose

FOR_DEVELOPERS = {"architecture.md", "developing.md", "packaging.md", "translating.md"}
LINK = re.compile(r"\]\((?!https?:)([^)\s]+\.md(?:#[^)]*)?|#[^)]*)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
PICTURE = re.compile(r"\]\([^)]*?(\w[\w-]*\.png)\)")
PATH = re.compile(r"\*\*([^*]+ ▸ [^*]+)\*\*")


def test_every_page_for_users_is_listed_once() -> None:
    there = {path.name for path in FOLDER.glob("*.md")}
    assert sorted(IN_ORDER) == sorted(there - FOR_DEVELOPERS)
    assert guide_pages()[0] == (FOLDER / FIRST, "The guide")


@pytest.mark.parametrize("page", guide_pages(), ids=lambda page: page.path.name)
def test_links_between_pages_lead_to_headings(page: Page) -> None:
    for link in LINK.findall(page.path.read_text(encoding="utf-8")):
        found = linked_page(link, page.path)
        assert found is not None, link
        path, heading = found
        headings = HEADING.findall(path.read_text(encoding="utf-8"))
        assert not heading or heading in map(anchor_of, headings), link


def test_a_link_out_of_the_guide_leads_to_no_page() -> None:
    page = FOLDER / FIRST
    assert linked_page("https://example.org/x.md", page) is None
    assert linked_page("../main.py", page) is None
    assert linked_page("../../elsewhere.md", page) is None


def plain(text: str) -> str:
    """Words of a menu as they are read: without the sign of their key and without dots."""
    return re.sub(r"&(?=\w)", "", text).removesuffix("…")


@pytest.mark.parametrize("page", TRANSLATED, ids=lambda page: f"{page.parent.name}/{page.name}")
def test_a_translated_page_has_what_the_english_one_has(page: Path) -> None:
    english = (FOLDER / page.name).read_text(encoding="utf-8")
    translated = page.read_text(encoding="utf-8")
    assert PICTURE.findall(translated) == PICTURE.findall(english)
    assert len(HEADING.findall(translated)) == len(HEADING.findall(english))
    assert LINK.sub("", translated).count("|") == LINK.sub("", english).count("|")


@pytest.mark.parametrize("page", TRANSLATED, ids=lambda page: f"{page.parent.name}/{page.name}")
def test_a_translated_page_names_the_menus_as_the_window_does(page: Path) -> None:
    words: dict[str, set[str]] = {}
    for text, translation in words_of(page.parent.name).items():
        words.setdefault(plain(text), set()).add(plain(translation))
    paths, there = (
        [[plain(part) for part in path.split(" ▸ ")] for path in PATH.findall(prose(each))]
        for each in (FOLDER / page.name, page)
    )
    assert len(there) == len(paths) > 20
    wrong = [
        (path, translated)
        for path, translated in zip(paths, there, strict=True)
        if len(path) != len(translated)
        or any(b not in words.get(a, {a}) for a, b in zip(path, translated, strict=False))
    ]
    assert wrong == []


def test_links_between_translated_pages_lead_to_headings() -> None:
    for page in TRANSLATED:
        headings = map(anchor_of, HEADING.findall(page.read_text(encoding="utf-8")))
        named = [link[1:] for link in LINK.findall(page.read_text(encoding="utf-8")) if "#" in link]
        assert set(named) <= set(headings)


def test_the_guide_is_read_in_the_windows_language() -> None:
    speak("de")
    try:
        (first, title), *others = guide_pages()
        assert (first, title) == (FOLDER / "de" / FIRST, "Das Handbuch")
        assert others[0] == (FOLDER / "layers.md", "Layers")
        assert linked_page("../layers.md", first) == (FOLDER / "layers.md", "")
        assert linked_page("guide.md", FOLDER / "layers.md") == (first, "")
    finally:
        speak(ENGLISH)
