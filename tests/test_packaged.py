"""Being the packaged program; that it works at all is what `make package-smoke` tries."""

import os
import sys
from pathlib import Path

import pytest

from app.packaged import begin_packaged, own_command


def test_from_its_sources_convas_is_started_by_its_python() -> None:
    python, main = own_command()
    assert python == sys.executable
    assert Path(main).samefile(Path(__file__).parents[1] / "main.py")


def test_the_packaged_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert own_command() == [sys.executable]


@pytest.mark.parametrize("before", [None, "/opt/lib"])
def test_other_programs_get_the_systems_own_libraries(
    before: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LD_LIBRARY_PATH", "/convas/_internal")
    if before is None:
        monkeypatch.delenv("LD_LIBRARY_PATH_ORIG", raising=False)
    else:
        monkeypatch.setenv("LD_LIBRARY_PATH_ORIG", before)
    begin_packaged()
    assert os.environ.get("LD_LIBRARY_PATH") == before
    assert "LD_LIBRARY_PATH_ORIG" not in os.environ
