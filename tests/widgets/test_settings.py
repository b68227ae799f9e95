"""What is remembered from one start to the next."""

from __future__ import annotations

from pathlib import Path

import pytest

from widgets.settings import (
    RECENT_FILES,
    RECENT_LESSONS,
    forget_files,
    forget_lesson,
    recent_files,
    recent_lessons,
    remember_file,
    remember_lesson,
    settings,
)

pytestmark = pytest.mark.usefixtures("qapp")


def test_at_first_there_are_no_recent_files() -> None:
    assert recent_files() == []


def test_one_file_is_remembered_as_a_list_of_one() -> None:
    remember_file("/a.convas")
    assert recent_files() == ["/a.convas"]


def test_the_last_file_used_comes_first_and_only_once() -> None:
    for path in ("/a.convas", "/b.convas", "/a.convas"):
        remember_file(path)
    assert recent_files() == ["/a.convas", "/b.convas"]


def test_names_with_commas_quotes_and_umlauts_come_back() -> None:
    names = ["/a, b.convas", '/"quoted".convas', "/Übung; 1.convas"]
    for name in names:
        remember_file(name)
    assert recent_files() == names[::-1]


def test_only_the_newest_files_are_kept() -> None:
    for number in range(RECENT_FILES + 5):
        remember_file(f"/{number}.convas")
    assert len(recent_files()) == RECENT_FILES
    assert recent_files()[0] == f"/{RECENT_FILES + 4}.convas"


def test_the_list_can_be_emptied() -> None:
    remember_file("/a.convas")
    forget_files()
    assert recent_files() == []


def test_a_lesson_is_remembered_once_by_the_title_that_it_had_last() -> None:
    for path, title in (("/a.md", "Old"), ("/b, c.md", "Sizes, and padding"), ("/a.md", "New")):
        remember_lesson(path, title)
    assert recent_lessons() == [("/a.md", "New"), ("/b, c.md", "Sizes, and padding")]
    for path in ("/a.md", "/b, c.md"):
        forget_lesson(path)
    assert recent_lessons() == []


def test_only_the_newest_lessons_are_kept() -> None:
    for number in range(RECENT_LESSONS + 2):
        remember_lesson(f"/{number}.md", str(number))
    assert len(recent_lessons()) == RECENT_LESSONS
    assert recent_lessons()[0][1] == str(RECENT_LESSONS + 1)


def test_settings_lie_in_the_convas_folder(tmp_path: Path) -> None:
    settings().setValue("theme", "dark")
    settings().sync()
    assert "dark" in (tmp_path / "home" / "settings.ini").read_text()


def test_a_damaged_settings_file_can_be_written_again(tmp_path: Path) -> None:
    (tmp_path / "home").mkdir()
    (tmp_path / "home" / "settings.ini").write_bytes(b"\x00\xff[[[\n=@Variant(\0")
    assert recent_files() == []
    remember_file("/a.convas")
    assert recent_files() == ["/a.convas"]
