"""Project files: what was saved is opened again, and a failed save leaves what was there."""

import subprocess
import sys
from contextlib import suppress
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.files.project import Project, ProjectError, load_project, save_project
from app.network.analysis import analyse
from app.network.gallery import GalleryEntry
from app.network.graph import Network, Wire
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.merge import Add
from app.network.patterns import chain, pattern
from app.training.recipe import Recipe
from tests.files.projects import SMALL, same, small_weights
from tests.gallery import WITH_DATA


class TestSavingAndOpening:
    @pytest.mark.parametrize("entry", WITH_DATA, ids=lambda entry: entry.name)
    def test_every_built_in_network_comes_back(self, entry: GalleryEntry, tmp_path: Path) -> None:
        project = Project(entry.build(), Recipe(**{**entry.recipe, "epochs": 3}))
        save_project(tmp_path / "a.convas", project)
        assert load_project(tmp_path / "a.convas") == project

    @settings(max_examples=20)
    @given(
        st.integers(0, 3),
        st.integers(0, 3),
        st.integers(0, 2),
        st.floats(0, 1),
        st.integers(0, 2**31 - 1),
    )
    def test_any_pattern_and_recipe_come_back(
        self,
        tmp_path_factory: pytest.TempPathFactory,
        n: int,
        m: int,
        k: int,
        rate: float,
        seed: int,
    ) -> None:
        path = tmp_path_factory.mktemp("any") / "a.convas"
        project = Project(pattern(n, m, k), Recipe(learning_rate=rate, seed=seed))
        save_project(path, project)
        assert load_project(path) == project

    def test_weights_come_back_number_for_number(self, tmp_path: Path) -> None:
        project = Project(SMALL, Recipe(), small_weights())
        save_project(tmp_path / "a.convas", project)
        assert same(load_project(tmp_path / "a.convas"), project)

    def test_weights_that_lie_askew_in_memory_come_back(self, tmp_path: Path) -> None:
        weights = small_weights()
        weights["fc1.weight"] = np.asfortranarray(weights["fc1.weight"])
        save_project(tmp_path / "a.convas", Project(SMALL, Recipe(), weights))
        read = load_project(tmp_path / "a.convas").weights
        assert read is not None
        assert np.array_equal(read["fc1.weight"], weights["fc1.weight"])

    def test_opened_weights_can_be_changed_in_place(self, tmp_path: Path) -> None:
        save_project(tmp_path / "a.convas", Project(SMALL, Recipe(), small_weights()))
        read = load_project(tmp_path / "a.convas").weights
        assert read is not None
        assert all(array.flags.writeable for array in read.values())

    def test_the_same_project_gives_the_same_bytes(self, tmp_path: Path) -> None:
        for name in ("a", "b"):
            save_project(tmp_path / name, Project(SMALL, Recipe(), small_weights()))
        assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()

    def test_a_half_built_network_comes_back(self, tmp_path: Path) -> None:
        project = Project(Network(layers={"fc1": Linear(3), "conv1": Conv2d(2, 3)}), Recipe())
        save_project(tmp_path / "a.convas", project)
        assert load_project(tmp_path / "a.convas") == project

    def test_a_network_of_a_billion_parameters_opens_and_is_analysed(self, tmp_path: Path) -> None:
        network = chain("huge", [Input(3, 1024, 1024), Flatten(), Linear(1_000_000), Linear(10)])
        save_project(tmp_path / "a.convas", Project(network, Recipe()))
        read = load_project(tmp_path / "a.convas").network
        assert analyse(read).parameters == 3 * 1024**2 * 10**6 + 10**6 + 10**7 + 10


class TestSavingFails:
    def test_into_a_folder_that_is_not_there(self, tmp_path: Path) -> None:
        with pytest.raises(ProjectError, match=r"a\.convas could not be saved: no such file"):
            save_project(tmp_path / "nowhere" / "a.convas", Project(SMALL, Recipe()))

    def test_on_a_full_disk_the_old_file_stays(self, tmp_path: Path) -> None:
        resource = pytest.importorskip("resource", reason="POSIX limits stand in for a full disk")
        path = tmp_path / "a.convas"
        project = Project(SMALL, Recipe())
        save_project(path, project)
        network = pattern(3, 1, 0, image=Input(1, 64, 64), filters=4)
        weights = {"fc1.weight": np.zeros((10, 4 * 32 * 32), dtype=np.float32)}
        before = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, before[1]))
        try:
            with pytest.raises(ProjectError, match=r"a\.convas could not be saved: file too large"):
                save_project(path, Project(network, Recipe(), weights))
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, before)
        assert load_project(path) == project
        assert list(tmp_path.iterdir()) == [path]

    def test_onto_a_folder(self, tmp_path: Path) -> None:
        with pytest.raises(ProjectError, match="could not be saved: is a directory"):
            save_project(tmp_path, Project(SMALL, Recipe()))

    def test_beyond_what_can_be_opened_again(self, tmp_path: Path) -> None:
        sources = [f"source_{number:_>57}" for number in range(400)]
        targets = [f"target_{number:_>57}" for number in range(320)]
        network = Network(
            layers=dict.fromkeys(sources, Flatten()) | dict.fromkeys(targets, Add()),
            wires=tuple(Wire(source, target) for target in targets for source in sources),
        )
        with pytest.raises(ProjectError, match="MiB is too large: 16 at most"):
            save_project(tmp_path / "a.convas", Project(network, Recipe()))


_SAVING = """
import sys
from pathlib import Path
from app.files.project import Project, load_project, save_project

path = Path(sys.argv[1])
project = load_project(path)
print("saving", flush=True)
while True:
    save_project(path, project)
"""


def test_a_program_killed_while_saving_leaves_a_whole_file(tmp_path: Path) -> None:
    path = tmp_path / "a.convas"
    project = Project(SMALL, Recipe(), small_weights())
    save_project(path, project)
    for moment in (0.0, 0.013, 0.05):
        with subprocess.Popen(
            [sys.executable, "-c", _SAVING, path],
            cwd=Path(__file__).parents[2],
            stdout=subprocess.PIPE,
            text=True,
        ) as program:
            assert program.stdout is not None
            assert program.stdout.readline() == "saving\n"
            with suppress(subprocess.TimeoutExpired):
                program.wait(moment)
            program.kill()
        assert same(load_project(path), project)
