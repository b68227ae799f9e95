"""The log is kept short, and its end goes into reports."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.error_report import report, unexpected
from app.log_file import LARGEST, last_lines, log_folder, log_path, logging_to_file
from tests.crashes import watch


@pytest.fixture
def keeping(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("CONVAS_HOME", str(tmp_path))
    with logging_to_file():
        yield
    watch()


@pytest.mark.usefixtures("keeping")
def test_what_is_logged_is_in_the_file_with_its_time() -> None:
    logging.getLogger("app.somewhere").info("the first batch")
    (line,) = last_lines(5)
    assert line.endswith("INFO app.somewhere: the first batch")
    assert line[:2] == "20"


@pytest.mark.usefixtures("keeping")
def test_the_files_stay_small() -> None:
    for _ in range(60):
        logging.getLogger("widgets.x").info("a" * 50_000)
    sizes = [path.stat().st_size for path in log_folder().glob("convas.log*")]
    assert len(sizes) == 4
    assert max(sizes) <= LARGEST
    assert len(last_lines(1)) == 1


def test_without_a_folder_no_log_is_kept_and_nothing_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("CONVAS_HOME", str(tmp_path / "file"))
    with logging_to_file():
        logging.getLogger("app.somewhere").info("to nobody")
    assert last_lines(3) == []


@pytest.mark.usefixtures("keeping")
def test_a_report_has_the_traceback_and_the_end_of_the_log() -> None:
    logging.getLogger("app.somewhere").info("just before")
    try:
        _ = 1 / 0
    except ZeroDivisionError as error:
        happened = unexpected(error, error.__traceback__, "main")
    text = report([happened])
    assert "ZeroDivisionError: division by zero" in text
    assert "just before" in text
    assert happened.kind[:2] == ("ZeroDivisionError", str(Path("tests", "test_log_file.py")))
    assert log_path().exists()


def test_an_exception_whose_words_cannot_be_made_is_told_all_the_same() -> None:
    class MuteError(Exception):
        def __str__(self) -> str:
            raise RuntimeError

    happened = unexpected(MuteError(), None, "main")
    assert happened.sentence == "MuteError: (it cannot say what)"
