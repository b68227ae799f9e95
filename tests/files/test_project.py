"""Project files: what was saved is opened again; whatever else is opened, words come back."""

import io
import json
import pickle
import struct
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.files.project import Project, ProjectError, load_project, save_project
from app.files.weights import weights_to_bytes
from app.network.analysis import analyse
from app.network.edits import Disconnect
from app.network.encoding import network_to_json
from app.network.gallery import GalleryEntry
from app.network.graph import Network, Wire
from app.network.layers.convolution import Conv2d
from app.network.layers.dense import Flatten, Input, Linear
from app.network.layers.merge import Add
from app.network.layers.normalisation import BatchNorm2d
from app.network.patterns import chain, lenet5, pattern
from app.training.recipe import Recipe, recipe_to_json
from tests.gallery import WITH_DATA

SMALL = chain("small", [Input(1, 8, 8), Conv2d(2, 3), BatchNorm2d(), Flatten(), Linear(10)])


def _weights() -> dict[str, np.ndarray]:
    random = np.random.default_rng(0)

    def numbers(*shape: int) -> np.ndarray:
        return random.normal(size=shape).astype(np.float32)

    return {
        "conv1.weight": numbers(2, 1, 3, 3),
        "conv1.bias": numbers(2),
        "bn1.weight": numbers(2),
        "bn1.bias": numbers(2),
        "bn1.running_mean": numbers(2),
        "bn1.running_var": numbers(2),
        "bn1.num_batches_tracked": np.array(7, dtype=np.int64),
        "fc1.weight": numbers(10, 72),
        "fc1.bias": numbers(10),
    }


def _same(one: Project, other: Project) -> bool:
    before, after = one.weights or {}, other.weights or {}
    return (
        (one.network, one.recipe, one.note) == (other.network, other.recipe, other.note)
        and before.keys() == after.keys()
        and all(
            np.array_equal(before[name], after[name]) and before[name].dtype == after[name].dtype
            for name in before
        )
    )


def _document(**changes: Any) -> bytes:
    form = {
        "format": "convas",
        "version": 1,
        "network": json.loads(network_to_json(SMALL)),
        "recipe": json.loads(recipe_to_json(Recipe())),
    }
    return json.dumps({**form, **changes}).encode()


Member = tuple[str, bytes, int]


def _zipped(*members: Member) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data, compression in members:
            archive.writestr(zipfile.ZipInfo(name), data, compression)
    return buffer.getvalue()


def _project(data: bytes) -> Member:
    return "project.json", data, zipfile.ZIP_DEFLATED


def _stored_weights(data: bytes) -> Member:
    return "weights.safetensors", data, zipfile.ZIP_STORED


@pytest.fixture
def opened(tmp_path: Path) -> Callable[[bytes], Project]:
    """Open a file of the given bytes."""

    def load(data: bytes) -> Project:
        path = tmp_path / "given.convas"
        path.write_bytes(data)
        return load_project(path)

    return load


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
        project = Project(SMALL, Recipe(), _weights())
        save_project(tmp_path / "a.convas", project)
        assert _same(load_project(tmp_path / "a.convas"), project)

    def test_weights_that_lie_askew_in_memory_come_back(self, tmp_path: Path) -> None:
        weights = _weights()
        weights["fc1.weight"] = np.asfortranarray(weights["fc1.weight"])
        save_project(tmp_path / "a.convas", Project(SMALL, Recipe(), weights))
        read = load_project(tmp_path / "a.convas").weights
        assert read is not None
        assert np.array_equal(read["fc1.weight"], weights["fc1.weight"])

    def test_opened_weights_can_be_changed_in_place(self, tmp_path: Path) -> None:
        save_project(tmp_path / "a.convas", Project(SMALL, Recipe(), _weights()))
        read = load_project(tmp_path / "a.convas").weights
        assert read is not None
        assert all(array.flags.writeable for array in read.values())

    def test_the_same_project_gives_the_same_bytes(self, tmp_path: Path) -> None:
        for name in ("a", "b"):
            save_project(tmp_path / name, Project(SMALL, Recipe(), _weights()))
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


class TestBrokenFiles:
    def test_no_file(self, tmp_path: Path) -> None:
        with pytest.raises(ProjectError, match=r"none\.convas cannot be opened: no such file"):
            load_project(tmp_path / "none.convas")

    def test_a_folder(self, tmp_path: Path) -> None:
        with pytest.raises(ProjectError, match="it is not a file"):
            load_project(tmp_path)

    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"PK",
            b"just some text, and more of it than a zip's trailer is long",
            bytes(1000),
            _zipped(_project(b"")),
            _zipped(_project(b"[]")),
            _zipped(_project(b"\xff\xfe")),
            _zipped(_project(b'{"format": "convas"}')),
            _zipped(_project(b'{"format": "convas", "version": 1}')),
            _zipped(_project(_document(format="other"))),
            _zipped(_project(_document(version=0))),
            _zipped(_project(_document(version="1"))),
            _zipped(_project(_document(comment="hello"))),
            _zipped(_project(b"[" * 1_000_000)),
            _zipped(_project(b'{"format": "convas", "version": 1, "network": ' + b"[" * 10**6)),
        ],
    )
    def test_what_is_no_project_is_said_to_be_none(
        self, opened: Callable[[bytes], Project], data: bytes
    ) -> None:
        with pytest.raises(ProjectError, match=r"given\.convas cannot be opened: it is no Convas"):
            opened(data)

    def test_every_truncated_file_is_refused(self, tmp_path: Path) -> None:
        path = tmp_path / "a.convas"
        save_project(path, Project(SMALL, Recipe()))
        whole = path.read_bytes()
        for length in range(0, len(whole), 5):
            path.write_bytes(whole[:length])
            with pytest.raises(ProjectError):
                load_project(path)

    @settings(max_examples=300, deadline=None)
    @given(st.data())
    def test_changed_bytes_give_words_or_a_project(
        self, tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
    ) -> None:
        path = tmp_path_factory.getbasetemp() / "changed.convas"
        save_project(path, Project(SMALL, Recipe(), _weights()))
        content = bytearray(path.read_bytes())
        # Half of the changes hit the list of members at the end: it leads the reader astray best.
        place = st.one_of(
            st.integers(0, len(content) - 1), st.integers(len(content) - 160, len(content) - 1)
        )
        for _ in range(data.draw(st.integers(1, 6))):
            content[data.draw(place)] = data.draw(st.integers(0, 255))
        path.write_bytes(content)
        with suppress(ProjectError):
            assert isinstance(load_project(path), Project)

    def test_a_wrong_layer_is_named(self, opened: Callable[[bytes], Project]) -> None:
        network = json.loads(network_to_json(SMALL))
        network["layers"][1]["settings"]["kernel_size"] = -1
        with pytest.raises(ProjectError, match="layer 'conv1': kernel_size must be"):
            opened(_zipped(_project(_document(network=network))))

    def test_a_newer_file_asks_for_an_update(self, opened: Callable[[bytes], Project]) -> None:
        newer = _document(version=2, timeline=[1, 2, 3])
        with pytest.raises(
            ProjectError,
            match=r"newer Convas \(format 2\); this one reads up to 1, so please update",
        ):
            opened(_zipped(_project(newer)))

    def test_a_wrong_recipe_does_not_lose_the_network(
        self, opened: Callable[[bytes], Project]
    ) -> None:
        project = opened(_zipped(_project(_document(recipe={"batch_size": 0}))))
        assert project.network == SMALL
        assert project.recipe == Recipe()
        assert "batch_size must be" in project.note


class TestHostileFiles:
    def test_names_that_lead_out_of_the_folder_are_never_written(
        self, opened: Callable[[bytes], Project], tmp_path: Path
    ) -> None:
        evil = [
            (name, b"evil", zipfile.ZIP_STORED)
            for name in ("../evil", "/tmp/evil", "..\\evil", "project.json/../../evil")
        ]
        assert opened(_zipped(*evil, _project(_document()))).network == SMALL
        assert [path.name for path in tmp_path.rglob("*")] == ["given.convas"]
        assert not (tmp_path.parent / "evil").exists()

    def test_a_zip_bomb_is_refused_by_the_size_it_states(
        self, opened: Callable[[bytes], Project]
    ) -> None:
        bomb = _zipped(_project(bytes(100 * 2**20)))
        assert len(bomb) < 200_000
        with pytest.raises(ProjectError, match=r"project\.json is larger than the 17 MiB allowed"):
            opened(bomb)

    def test_a_zip_bomb_that_lies_about_its_size_is_refused(
        self, opened: Callable[[bytes], Project]
    ) -> None:
        bomb = _zipped(_project(bytes(100 * 2**20)))
        lying = bomb.replace(struct.pack("<L", 100 * 2**20), struct.pack("<L", 1000))
        assert lying != bomb
        with pytest.raises(ProjectError, match="cannot be opened"):
            opened(lying)

    def test_packed_weights_are_refused_as_a_possible_bomb(
        self, opened: Callable[[bytes], Project]
    ) -> None:
        bomb = ("weights.safetensors", bytes(100 * 2**20), zipfile.ZIP_DEFLATED)
        project = opened(_zipped(_project(_document()), bomb))
        assert project.network == SMALL
        assert project.weights is None
        assert "they are packed" in project.note

    def test_a_member_that_is_there_twice_is_refused(
        self, opened: Callable[[bytes], Project]
    ) -> None:
        once = _zipped(_project(_document()), ("project.jsoX", b"{}", zipfile.ZIP_STORED))
        with pytest.raises(ProjectError, match="the same thing twice"):
            opened(once.replace(b"project.jsoX", b"project.json"))

    def test_an_encrypted_member_is_refused(self, opened: Callable[[bytes], Project]) -> None:
        plain = bytearray(_zipped(_project(_document())))
        plain[6] |= 1
        plain[plain.index(b"PK\x01\x02") + 8] |= 1
        with pytest.raises(ProjectError, match="encrypted"):
            opened(bytes(plain))

    @pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
    def test_other_packings_are_refused(
        self, opened: Callable[[bytes], Project], packing: int
    ) -> None:
        with pytest.raises(ProjectError, match="packed in a way that Convas does not read"):
            opened(_zipped(("project.json", _document(), packing)))

    def test_a_list_of_a_hundred_thousand_members_is_refused_unread(
        self, opened: Callable[[bytes], Project]
    ) -> None:
        many = [(f"{number}", b"", zipfile.ZIP_STORED) for number in range(3_000)]
        with pytest.raises(ProjectError, match="no Convas project"):
            opened(_zipped(_project(_document()), *many))

    def test_a_pickle_is_never_run(
        self, opened: Callable[[bytes], Project], tmp_path: Path
    ) -> None:
        class Evil:
            def __reduce__(self) -> tuple[Any, ...]:
                return Path.touch, (tmp_path / "ran",)

        data = pickle.dumps(Evil())
        with pytest.raises(ProjectError):
            opened(data)
        with pytest.raises(ProjectError):
            opened(_zipped(("archive/data.pkl", data, zipfile.ZIP_STORED)))
        project = opened(_zipped(_project(_document()), _stored_weights(data)))
        assert project.weights is None
        assert not (tmp_path / "ran").exists()


def _safetensors(header: dict[str, Any], data: bytes = b"") -> bytes:
    text = json.dumps(header).encode()
    return len(text).to_bytes(8, "little") + text + data


class TestWeightsThatCannotBeUsed:
    @pytest.mark.parametrize(
        "data",
        [
            b"",
            b"x",
            bytes(8),
            b"\xff" * 64,
            _safetensors({}, b"more"),
            _safetensors(
                {
                    "conv1.weight": {
                        "dtype": "F32",
                        "shape": [10**9, 10**9],
                        "data_offsets": [0, 72],
                    }
                },
                bytes(72),
            ),
            _safetensors(
                {"conv1.weight": {"dtype": "F32", "shape": [2**40], "data_offsets": [0, 2**42]}},
                bytes(72),
            ),
            _safetensors(
                {"conv1.weight": {"dtype": "F8_E4M3", "shape": [4], "data_offsets": [0, 4]}},
                bytes(4),
            ),
        ],
    )
    def test_the_network_opens_without_them(
        self, opened: Callable[[bytes], Project], data: bytes
    ) -> None:
        project = opened(_zipped(_project(_document()), _stored_weights(data)))
        assert project.network == SMALL
        assert project.weights is None
        assert project.note.startswith("The trained weights could not be read: ")

    def test_a_damaged_weight_is_noticed(self, opened: Callable[[bytes], Project]) -> None:
        data = weights_to_bytes(_weights())
        whole = _zipped(_project(_document()), _stored_weights(data))
        place = whole.index(data) + len(data) - 1
        project = opened(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        assert project.weights is None
        assert project.note == "The trained weights could not be read: they are damaged."

    @pytest.mark.parametrize(
        ("name", "array"),
        [
            ("conv1.weight", np.zeros((2, 1, 5, 5), dtype=np.float32)),
            ("conv1.weight", np.zeros((2, 1, 3, 3), dtype=np.float64)),
            ("conv1.scale", np.zeros(2, dtype=np.float32)),
        ],
    )
    def test_those_of_one_layer_are_left_out_and_the_others_kept(
        self, opened: Callable[[bytes], Project], name: str, array: np.ndarray
    ) -> None:
        data = weights_to_bytes({**_weights(), name: array})
        project = opened(_zipped(_project(_document()), _stored_weights(data)))
        assert project.weights is not None
        assert {key.partition(".")[0] for key in project.weights} == {"bn1", "fc1"}
        assert project.note.endswith("were left out: those of conv1.")

    def test_those_of_layers_behind_a_cut_wire_are_kept(self, tmp_path: Path) -> None:
        cut = Disconnect(frozenset({Wire("input", "conv1")})).apply(SMALL)
        save_project(tmp_path / "a.convas", Project(cut, Recipe(), _weights()))
        project = load_project(tmp_path / "a.convas")
        assert project.weights is not None
        assert project.weights.keys() == _weights().keys()
        assert project.note == ""

    def test_those_that_no_layer_of_its_kind_keeps_are_left_out(self, tmp_path: Path) -> None:
        cut = Disconnect(frozenset({Wire("input", "conv1")})).apply(SMALL)
        wrong = {"conv1.scale": np.zeros(2, "f"), "flatten1.weight": np.zeros(2, "f")}
        save_project(tmp_path / "a.convas", Project(cut, Recipe(), wrong))
        project = load_project(tmp_path / "a.convas")
        assert project.weights is None
        assert "those of conv1, flatten1" in project.note

    def test_those_of_layers_that_are_not_there_are_left_out(self, tmp_path: Path) -> None:
        save_project(tmp_path / "a.convas", Project(lenet5(), Recipe(), _weights()))
        project = load_project(tmp_path / "a.convas")
        assert project.weights is None
        assert project.note.endswith("those of bn1, conv1, fc1.")

    def test_many_such_layers_are_not_all_named(self, opened: Callable[[bytes], Project]) -> None:
        strange = {f"x{number}.weight": np.zeros(1, dtype=np.float32) for number in range(9)}
        project = opened(_zipped(_project(_document()), _stored_weights(weights_to_bytes(strange))))
        assert project.note.endswith("those of x0, x1, x2 and 6 more.")


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
    project = Project(SMALL, Recipe(), _weights())
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
        assert _same(load_project(path), project)
