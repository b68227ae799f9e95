"""Missing libraries are found and named with their packages."""

import subprocess
import sys
from pathlib import Path

import pytest

from app.qt_libraries import QT, X11, missing, missing_text

linux = pytest.mark.skipif(sys.platform != "linux", reason="only Linux lacks libraries")


@linux
def test_only_what_cannot_be_loaded_is_missing() -> None:
    assert missing({"libc.so.6": "libc6", "libnothing.so.9": "libnothing9"}) == {
        "libnothing.so.9": "libnothing9"
    }


def test_the_text_names_the_libraries_and_how_to_get_them() -> None:
    text = missing_text({"libb.so.1": "libb1", "liba.so.2": "libcommon", "liba.so.3": "libcommon"})
    assert text.splitlines() == [
        "Qt cannot open a window, for this system lacks libb.so.1, liba.so.2, liba.so.3.",
        "On Debian and Ubuntu: sudo apt-get install libb1 libcommon",
    ]


def test_setup_gets_the_missing_packages_in_one_line() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "app.qt_libraries"],
        cwd=Path(__file__).parents[1],
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stderr == ""
    assert set(done.stdout.split()) <= {*QT.values(), *X11.values()}
    assert done.stdout.count("\n") <= 1


@linux
def test_everything_that_qt_links_to_is_in_the_list() -> None:
    """`ldd` on Qt's X11 plugin and its main libraries is the oracle."""
    import PySide6

    folder = Path(PySide6.__path__[0]) / "Qt"
    files = [folder / "plugins" / "platforms" / "libqxcb.so"]
    files += [folder / "lib" / f"libQt6{name}.so.6" for name in ("Core", "DBus", "Gui", "Widgets")]
    wanted = set()
    for file in files:
        listed = subprocess.run(["ldd", file], capture_output=True, text=True, check=True).stdout
        wanted |= {line.split()[0] for line in listed.splitlines() if "not found" in line}
    assert wanted <= {*QT, *X11}
