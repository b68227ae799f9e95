"""The door: what it opens, how fast, and what it says when it cannot."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import app.language
import main

ROOT = Path(__file__).parents[1]


def _convas(*arguments: str, **changes: str) -> subprocess.CompletedProcess[str]:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE", "QT_QPA_PLATFORM")
    kept = {name: value for name, value in os.environ.items() if name not in hidden}
    return subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *arguments],
        env={**kept, **changes},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
@pytest.mark.parametrize(
    "arguments", [(), ("some.convas",), ("some.md",), ("tour", "--output", "pictures")]
)
@pytest.mark.parametrize("display", ["", ":4711"])
def test_without_a_display_it_says_so_in_two_lines(
    arguments: tuple[str, ...], display: str
) -> None:
    done = _convas(*arguments, DISPLAY=display)
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.count("\n") == 2
    assert done.stderr.startswith("Convas cannot open its window: ") or "apt-get" in done.stderr


def test_a_tour_that_has_no_place_for_its_pictures_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    output = tmp_path / "file" / "pictures"
    done = _convas("tour", "--output", str(output), QT_QPA_PLATFORM="offscreen")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"convas: {output} cannot be made: Not a directory\n"


def test_commands_work_without_a_display_and_from_any_folder() -> None:
    done = _convas("gallery")
    assert done.returncode == 0
    assert done.stdout.splitlines()[1].startswith("lenet-5 ")
    assert done.stderr == ""


@pytest.mark.parametrize("arguments", [(), ("gallery",)])
def test_a_python_without_the_packages_is_told_to_use_the_other(arguments: tuple[str, ...]) -> None:
    bare = subprocess.run(  # -S leaves out what is installed
        [sys.executable, "-S", str(ROOT / "main.py"), *arguments],
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )
    assert (bare.returncode, bare.stdout) == (2, "")
    assert re.match(r"convas: this Python has no package '\w+'\. .*activate \.venv", bare.stderr)
    assert bare.stderr.count("\n") == 1


def test_a_wrong_command_is_one_sentence_and_2() -> None:
    done = _convas("summary", "nothing.convas")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("convas: there is no file 'nothing.convas'")


@pytest.mark.parametrize("unreadable", ["damaged", "no file"])
def test_a_report_in_a_language_that_cannot_be_read_says_so(
    unreadable: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = tmp_path / "convas_fr.ts"
    if unreadable == "damaged":
        words.write_text("<TS><context>")
    else:
        words.mkdir()
    monkeypatch.setattr(app.language, "FOLDER", tmp_path)
    arguments = ("report", "run", "--output", "page.html", "--language=fr")
    monkeypatch.setattr(sys, "argv", ["convas", *arguments])
    assert main.main() == 2
    said = capsys.readouterr().err
    assert said.startswith("convas: the words of the language 'fr' cannot be read: ")
    assert "convas_fr.ts" in said


def test_a_reader_that_stops_reading_is_no_error() -> None:
    with subprocess.Popen(
        [sys.executable, ROOT / "main.py", "summary", "lenet-5", "--format", "json"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdout is not None
        program.stdout.close()
        assert program.stderr is not None
        assert program.stderr.read() == ""
    assert program.returncode == 0


@pytest.mark.parametrize("command", ["gallery", "summary lenet-5", "datasets", "--help"])
def test_plain_questions_load_neither_torch_nor_qt(command: str) -> None:
    program = (
        "import sys, main; main.main(); "
        "print({'torch', 'PySide6'} & set(sys.modules) or '', file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", program, *command.split()],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == "\n"
