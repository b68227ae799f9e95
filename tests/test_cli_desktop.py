"""`desktop` writes what a Linux desktop reads, and takes it away again."""

from __future__ import annotations

import configparser
import os
import shutil
import subprocess
import sys
from pathlib import Path
from xml.etree import ElementTree

import pytest

from app.cli.desktop import PLACES, quoted
from tests.commands import Convas

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux's entries")


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    return tmp_path


def test_the_entry_starts_this_program_with_a_file(convas: Convas, root: Path) -> None:
    answer = convas("desktop", "install")
    assert answer.code == 0
    entry = configparser.ConfigParser(interpolation=None)
    entry.read(root / "applications" / "convas.desktop", encoding="utf-8")
    keys = entry["Desktop Entry"]
    main = Path(__file__).parents[1] / "main.py"
    assert keys["Exec"] == f'"{sys.executable}" "{main}" %f'
    assert keys["MimeType"].split(";")[0] == "application/x-convas"
    assert (root / "icons/hicolor/scalable/apps" / f"{keys['Icon']}.svg").exists()


def test_the_kinds_of_files_are_those_of_the_entry(convas: Convas, root: Path) -> None:
    convas("desktop", "install")
    tree = ElementTree.parse(root / "mime" / "packages" / "convas.xml")
    space = "{http://www.freedesktop.org/standards/shared-mime-info}"
    globs = [glob.get("pattern") for glob in tree.iter(f"{space}glob")]
    assert globs == ["*.convas", "*.exercise.json"]


@pytest.mark.skipif(not shutil.which("update-mime-database"), reason="no shared-mime-info here")
def test_the_system_knows_a_file_by_its_name(convas: Convas, root: Path, tmp_path: Path) -> None:
    """Qt reads the database that update-mime-database has made, as file managers do."""
    convas("desktop", "install")
    program = (
        "from PySide6.QtCore import QMimeDatabase as D; "
        "m = D.MatchMode.MatchExtension; "
        "print(*(D().mimeTypeForFile(f, m).name() for f in ('a.convas', 'b.exercise.json')))"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        env={**os.environ, "XDG_DATA_HOME": str(root)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
        cwd=tmp_path,
    )
    assert done.stdout.split() == ["application/x-convas", "application/x-convas-exercise"]


def test_remove_takes_all_of_it_away_again(convas: Convas, root: Path) -> None:
    convas("desktop", "install")
    assert convas("desktop", "remove").code == 0
    assert not any((root / folder / name).exists() for name, folder in PLACES.items())
    assert convas("desktop", "remove").code == 0


def test_installing_twice_is_installing_once(convas: Convas, root: Path) -> None:
    convas("desktop", "install")
    before = (root / "applications" / "convas.desktop").read_bytes()
    convas("desktop", "install")
    assert (root / "applications" / "convas.desktop").read_bytes() == before


def test_a_folder_that_cannot_be_made_is_said(convas: Convas, root: Path) -> None:
    (root / "applications").write_text("in the way")
    answer = convas("desktop", "install")
    assert answer.code == 2
    assert "cannot be written" in answer.complaints


@pytest.mark.parametrize(
    ("word", "entry"),
    [
        ("/opt/my apps/python", '"/opt/my apps/python"'),
        ("/a$b", '"/a\\\\$b"'),
        ("/100%/x", '"/100%%/x"'),
    ],
)
def test_special_signs_of_a_path_are_quoted(word: str, entry: str) -> None:
    assert quoted(word) == entry
