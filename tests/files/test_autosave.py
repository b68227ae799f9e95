"""Unsaved edits are found again after a crash, and only then."""

import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

import numpy as np
import pytest

from app.files.autosave import Autosave, Recoverable, find_recoverable
from app.files.project import Project, ProjectError, load_project, save_project
from app.network.patterns import fashion_dense, lenet5, mnist_net
from app.training.recipe import Recipe

LENET = Project(lenet5(), Recipe(epochs=3))

_EDITING = """
import sys
from pathlib import Path
from app.files.autosave import Autosave
from app.files.project import load_project

root, project, origin = (Path(argument) for argument in sys.argv[1:])
autosave = Autosave(root)
autosave.write(load_project(project), origin)
print("kept", flush=True)
sys.stdin.read()
"""


@contextmanager
def _another_program(root: Path, project: Project, origin: Path) -> Iterator[subprocess.Popen[str]]:
    """A running Convas with unsaved edits."""
    source = root.parent / "source.convas"
    save_project(source, project)
    with subprocess.Popen(
        [sys.executable, "-c", _EDITING, root, source, origin],
        cwd=Path(__file__).parents[2],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "kept\n"
        try:
            yield program
        finally:
            program.kill()


def _crash(root: Path, autosave: Autosave) -> None:
    """Leave what a crash of this very program would leave: the folder, with nobody's lock on it."""
    for folder in tuple(root.iterdir()):
        if not folder.name.startswith("crashed"):
            shutil.copytree(folder, root / f"crashed-{folder.name}")
    autosave.discard()


def test_edits_of_a_killed_program_are_found_with_their_file_and_time(tmp_path: Path) -> None:
    root, origin = tmp_path / "autosave", tmp_path / "mine.convas"
    with _another_program(root, LENET, origin) as program:
        program.kill()
        program.wait()
    (found,) = find_recoverable(root)
    assert found.project == LENET
    assert found.path == origin
    assert abs(found.saved_at - datetime.now()) < timedelta(minutes=1)


def test_a_file_may_have_a_name_that_is_no_text(tmp_path: Path) -> None:
    root, origin = tmp_path / "autosave", tmp_path / "m\udce4rz.convas"
    autosave = Autosave(root)
    autosave.write(LENET, origin)
    _crash(root, autosave)
    (found,) = find_recoverable(root)
    assert found.path == origin


def test_edits_of_a_running_program_are_left_alone(tmp_path: Path) -> None:
    root = tmp_path / "autosave"
    with _another_program(root, LENET, tmp_path / "mine.convas") as program:
        assert find_recoverable(root) == ()
        program.kill()
        program.wait()
        assert len(find_recoverable(root)) == 1


def test_discarded_recoveries_do_not_come_back(tmp_path: Path) -> None:
    root = tmp_path / "autosave"
    with _another_program(root, LENET, tmp_path / "mine.convas") as program:
        program.kill()
        program.wait()
    (found,) = find_recoverable(root)
    found.discard()
    found.discard()
    assert find_recoverable(root) == ()
    assert list(root.iterdir()) == []


def test_the_own_edits_are_no_crash(tmp_path: Path) -> None:
    autosave = Autosave(tmp_path)
    autosave.write(LENET, None)
    assert find_recoverable(tmp_path) == ()
    autosave.discard()


def test_after_discarding_nothing_is_left(tmp_path: Path) -> None:
    autosave = Autosave(tmp_path)
    autosave.write(LENET, None)
    autosave.discard()
    autosave.discard()
    assert list(tmp_path.iterdir()) == []


def test_writing_goes_on_after_discarding(tmp_path: Path) -> None:
    autosave = Autosave(tmp_path)
    autosave.write(LENET, None)
    autosave.discard()
    autosave.write(LENET, None)
    assert len(list(tmp_path.iterdir())) == 1
    autosave.discard()


def test_a_running_programs_edits_cannot_be_discarded_by_another(tmp_path: Path) -> None:
    root = tmp_path / "autosave"
    with _another_program(root, LENET, tmp_path / "mine.convas"):
        (folder,) = root.iterdir()
        Recoverable(folder, LENET, None, datetime.now()).discard()
        assert load_project(folder / "project.convas") == LENET


def test_the_last_write_counts(tmp_path: Path) -> None:
    autosave = Autosave(tmp_path)
    for network in (mnist_net(), fashion_dense(), lenet5()):
        autosave.write(Project(network, Recipe()), tmp_path / f"{network.name}.convas")
    _crash(tmp_path, autosave)
    (found,) = find_recoverable(tmp_path)
    assert found.project.network == lenet5()
    assert found.path == tmp_path / "lenet-5.convas"


def test_weights_are_kept_too(tmp_path: Path) -> None:
    weights = {"fc2.weight": np.ones((10, 84), np.float32), "fc2.bias": np.ones(10, np.float32)}
    autosave = Autosave(tmp_path)
    autosave.write(Project(lenet5(), Recipe(), weights), None)
    _crash(tmp_path, autosave)
    (found,) = find_recoverable(tmp_path)
    kept = found.project.weights
    assert found.path is None
    assert kept is not None
    assert kept.keys() == weights.keys()


def test_the_newest_comes_first(tmp_path: Path) -> None:
    for network in (mnist_net(), lenet5()):
        autosave = Autosave(tmp_path)
        autosave.write(Project(network, Recipe()), None)
        _crash(tmp_path, autosave)
    assert [entry.project.network.name for entry in find_recoverable(tmp_path)] == [
        "lenet-5",
        "mnist-net",
    ]


def test_strange_things_in_the_folder_are_passed_over(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"x")
    (tmp_path / "empty").mkdir()
    (tmp_path / "unfinished").mkdir()
    (tmp_path / "unfinished" / "lock").write_bytes(b"")
    assert find_recoverable(tmp_path) == ()
    assert find_recoverable(tmp_path / "nowhere") == ()


def test_a_damaged_origin_does_not_lose_the_project(tmp_path: Path) -> None:
    autosave = Autosave(tmp_path)
    autosave.write(LENET, tmp_path / "mine.convas")
    (folder,) = tmp_path.iterdir()
    (folder / "origin.json").write_bytes(b"{")
    _crash(tmp_path, autosave)
    (found,) = find_recoverable(tmp_path)
    assert found.path is None
    assert found.project == LENET


def test_where_nothing_can_be_written_words_come_back(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(ProjectError, match="unsaved edits could not be kept"):
        Autosave(tmp_path / "file").write(LENET, None)


def test_a_programs_own_edits_lie_in_convas_home(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CONVAS_HOME", str(tmp_path))
    autosave = Autosave()
    autosave.write(LENET, None)
    assert len(list((tmp_path / "autosave").iterdir())) == 1
    autosave.discard()
    assert list((tmp_path / "autosave").iterdir()) == []


def test_a_recovery_says_what_it_is(tmp_path: Path) -> None:
    when = datetime(2024, 5, 6, 7, 8)
    mine = tmp_path / "mine.convas"
    assert Recoverable(tmp_path, LENET, mine, when).description.startswith(
        f"“lenet-5” with 13 layers, from {mine}, as it was at 2024-05-06 07:08."
    )
    assert "never saved to a file" in Recoverable(tmp_path, LENET, None, when).description


def test_edits_that_cannot_be_read_are_not_offered(tmp_path: Path) -> None:
    autosave = Autosave(tmp_path)
    autosave.write(LENET, None)
    _crash(tmp_path, autosave)
    (folder,) = tmp_path.iterdir()
    (folder / "project.convas").write_bytes(b"PK")
    assert find_recoverable(tmp_path) == ()
