"""The pages of the user guide: which there are, and where their links lead."""

from __future__ import annotations

import re

import pytest

from app.user_guide import FIRST, FOLDER, IN_ORDER, Page, anchor_of, guide_pages, linked_page

FOR_DEVELOPERS = {"architecture.md", "developing.md", "packaging.md", "translating.md"}
LINK = re.compile(r"\]\((?!https?:)([^)\s]+\.md(?:#[^)]*)?|#[^)]*)\)")
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)


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
