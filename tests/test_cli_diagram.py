"""Diagrams from the command line, in processes of their own without a display."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.cli.commands import main

ROOT = Path(__file__).parents[1]


def convas(*arguments: object) -> subprocess.CompletedProcess[str]:
    hidden = ("DISPLAY", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE", "QT_QPA_PLATFORM")
    return subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *map(str, arguments)],
        env={name: value for name, value in os.environ.items() if name not in hidden},
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=60,
    )


@pytest.mark.parametrize(
    ("form", "start"), [("svg", b"<?xml"), ("pdf", b"%PDF"), ("png", b"\x89P")]
)
def test_a_diagram_is_written_without_a_display(tmp_path: Path, form: str, start: bytes) -> None:
    path = tmp_path / f"lenet.{form}"
    done = convas("export", "lenet-5", "--to", form, "--output", path)
    assert (done.returncode, done.stdout, done.stderr) == (0, f"Wrote {path}\n", "")
    assert path.read_bytes().startswith(start)


def test_detail_and_ground_can_be_chosen(tmp_path: Path) -> None:
    path = tmp_path / "a.svg"
    options = ("--detail", "blocks", "--transparent", "--format", "json")
    done = convas("export", "lenet-5", "--to", "svg", "--output", path, *options)
    assert json.loads(done.stdout) == {"output": str(path)}
    text = path.read_text()
    assert "conv1" in text
    assert "Conv2d" not in text


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("--to", "png", "--scale", "0"), "--scale must be above 0 and at most 8"),
        (("--to", "png", "--scale", "nan"), "--scale must be above 0 and at most 8"),
        (
            ("--to", "svg", "--output", "/nowhere/a.svg"),
            "/nowhere/a.svg cannot be written",
        ),
    ],
)
def test_what_makes_no_sense_is_one_sentence_and_2(
    tmp_path: Path, options: tuple[str, ...], words: str
) -> None:
    done = convas("export", "lenet-5", "--output", tmp_path / "a", *options)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith(f"convas: {words}")
    assert done.stderr.count("\n") == 1
    assert not list(tmp_path.iterdir())


def test_without_the_window_s_painting_it_says_how_to_start(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["export", "lenet-5", "--to", "svg", "--output", "a.svg"]) == 2
    assert "start it with python main.py export" in capsys.readouterr().err
