"""Before Qt is asked: is there a display that answers?"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator

import pytest

from app.display import why_no_window
from app.qt_libraries import QT, X11, missing

pytestmark = [
    pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display"),
    pytest.mark.skipif(bool(missing({**QT, **X11})), reason="Qt's libraries are missing"),
]


@pytest.fixture(autouse=True)
def no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "XDG_SESSION_TYPE", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def x_server() -> Iterator[str]:
    """The display of an X server of our own."""
    if not shutil.which("Xvfb"):
        pytest.skip("Xvfb is not installed")
    read, write = os.pipe()
    with subprocess.Popen(
        [
            "Xvfb",
            "-displayfd",
            str(write),
            "-screen",
            "0",
            "640x480x24",
            "-nolisten",
            "tcp",
            "-noreset",
        ],
        pass_fds=[write],
        stderr=subprocess.DEVNULL,
    ) as server:
        os.close(write)
        with os.fdopen(read) as ready:
            number = ready.readline().strip()
        yield f":{number}"
        server.terminate()


def test_without_any_display_two_lines_say_what_to_do() -> None:
    first, second = why_no_window().splitlines()
    assert "there is no display" in first
    assert "xvfb-run" in first
    assert "QT_QPA_PLATFORM=offscreen" in first
    assert "gallery, summary, compare, datasets, train, import, export" in second


@pytest.mark.parametrize("display", [":4711", "nonsense", "localhost:4711", ":"])
def test_a_display_that_does_not_answer_is_named(
    monkeypatch: pytest.MonkeyPatch, display: str
) -> None:
    monkeypatch.setenv("DISPLAY", display)
    assert f"the display '{display}' does not answer" in why_no_window()


def test_a_wayland_display_that_does_not_answer_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-4711")
    assert "the display 'wayland-4711' does not answer" in why_no_window()


def test_painting_into_memory_needs_no_display(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert why_no_window() == ""


def test_a_platform_that_is_demanded_must_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "xcb")
    assert "does not answer" in why_no_window()
    monkeypatch.setenv("QT_QPA_PLATFORM", "wayland-egl;xcb:setting")
    assert "does not answer" in why_no_window()


def test_a_display_that_answers_is_enough(monkeypatch: pytest.MonkeyPatch, x_server: str) -> None:
    monkeypatch.setenv("DISPLAY", x_server)
    assert why_no_window() == ""
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-4711")
    assert why_no_window() == ""
