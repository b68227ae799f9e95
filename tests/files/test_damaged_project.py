"""Project files that are broken, hostile or half right: words come back."""

import json
import pickle
import struct
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
from app.network.edits import Disconnect
from app.network.encoding import network_to_json
from app.network.graph import Wire
from app.network.patterns import lenet5
from app.training.recipe import Recipe
from tests.files.projects import (
    SMALL,
    document,
    project_member,
    small_weights,
    stored_weights,
    zipped,
)


@pytest.fixture
def opened(tmp_path: Path) -> Callable[[bytes], Project]:
    """Open a file of the given bytes."""

    def load(data: bytes) -> Project:
        path = tmp_path / "given.convas"
        path.write_bytes(data)
        return load_project(path)

    return load


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
            zipped(project_member(b"")),
            zipped(project_member(b"[]")),
            zipped(project_member(b"\xff\xfe")),
            zipped(project_member(b'{"format": "convas"}')),
            zipped(project_member(b'{"format": "convas", "version": 1}')),
            zipped(project_member(document(format="other"))),
            zipped(project_member(document(version=0))),
            zipped(project_member(document(version="1"))),
            zipped(project_member(document(comment="hello"))),
            zipped(project_member(b"[" * 1_000_000)),
            zipped(
                project_member(b'{"format": "convas", "version": 1, "network": ' + b"[" * 10**6)
            ),
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
        save_project(path, Project(SMALL, Recipe(), small_weights()))
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
            opened(zipped(project_member(document(network=network))))

    def test_a_newer_file_asks_for_an_update(self, opened: Callable[[bytes], Project]) -> None:
        newer = document(version=2, timeline=[1, 2, 3])
        with pytest.raises(
            ProjectError,
            match=r"newer Convas \(format 2\); this one reads up to 1, so please update",
        ):
            opened(zipped(project_member(newer)))

    def test_a_wrong_recipe_does_not_lose_the_network(
        self, opened: Callable[[bytes], Project]
    ) -> None:
        project = opened(zipped(project_member(document(recipe={"batch_size": 0}))))
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
        assert opened(zipped(*evil, project_member(document()))).network == SMALL
        assert [path.name for path in tmp_path.rglob("*")] == ["given.convas"]
        assert not (tmp_path.parent / "evil").exists()

    def test_a_zip_bomb_is_refused_by_the_size_it_states(
        self, opened: Callable[[bytes], Project]
    ) -> None:
        bomb = zipped(project_member(bytes(100 * 2**20)))
        assert len(bomb) < 200_000
        with pytest.raises(ProjectError, match=r"project\.json is larger than the 17 MiB allowed"):
            opened(bomb)

    def test_a_zip_bomb_that_lies_about_its_size_is_refused(
        self, opened: Callable[[bytes], Project]
    ) -> None:
        bomb = zipped(project_member(bytes(100 * 2**20)))
        lying = bomb.replace(struct.pack("<L", 100 * 2**20), struct.pack("<L", 1000))
        assert lying != bomb
        with pytest.raises(ProjectError, match="cannot be opened"):
            opened(lying)

    def test_packed_weights_are_refused_as_a_possible_bomb(
        self, opened: Callable[[bytes], Project]
    ) -> None:
        bomb = ("weights.safetensors", bytes(100 * 2**20), zipfile.ZIP_DEFLATED)
        project = opened(zipped(project_member(document()), bomb))
        assert project.network == SMALL
        assert project.weights is None
        assert "they are packed" in project.note

    def test_a_member_that_is_there_twice_is_refused(
        self, opened: Callable[[bytes], Project]
    ) -> None:
        once = zipped(project_member(document()), ("project.jsoX", b"{}", zipfile.ZIP_STORED))
        with pytest.raises(ProjectError, match="the same thing twice"):
            opened(once.replace(b"project.jsoX", b"project.json"))

    def test_an_encrypted_member_is_refused(self, opened: Callable[[bytes], Project]) -> None:
        plain = bytearray(zipped(project_member(document())))
        plain[6] |= 1
        plain[plain.index(b"PK\x01\x02") + 8] |= 1
        with pytest.raises(ProjectError, match="encrypted"):
            opened(bytes(plain))

    @pytest.mark.parametrize("packing", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
    def test_other_packings_are_refused(
        self, opened: Callable[[bytes], Project], packing: int
    ) -> None:
        with pytest.raises(ProjectError, match="packed in a way that Convas does not read"):
            opened(zipped(("project.json", document(), packing)))

    def test_a_list_of_a_hundred_thousand_members_is_refused_unread(
        self, opened: Callable[[bytes], Project]
    ) -> None:
        many = [(f"{number}", b"", zipfile.ZIP_STORED) for number in range(3_000)]
        with pytest.raises(ProjectError, match="no Convas project"):
            opened(zipped(project_member(document()), *many))

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
            opened(zipped(("archive/data.pkl", data, zipfile.ZIP_STORED)))
        project = opened(zipped(project_member(document()), stored_weights(data)))
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
        project = opened(zipped(project_member(document()), stored_weights(data)))
        assert project.network == SMALL
        assert project.weights is None
        assert project.note.startswith("The trained weights could not be read: ")

    def test_a_damaged_weight_is_noticed(self, opened: Callable[[bytes], Project]) -> None:
        data = weights_to_bytes(small_weights())
        whole = zipped(project_member(document()), stored_weights(data))
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
        data = weights_to_bytes({**small_weights(), name: array})
        project = opened(zipped(project_member(document()), stored_weights(data)))
        assert project.weights is not None
        assert {key.partition(".")[0] for key in project.weights} == {"bn1", "fc1"}
        assert project.note.endswith("were left out: those of conv1.")

    def test_those_of_layers_behind_a_cut_wire_are_kept(self, tmp_path: Path) -> None:
        cut = Disconnect(frozenset({Wire("input", "conv1")})).apply(SMALL)
        save_project(tmp_path / "a.convas", Project(cut, Recipe(), small_weights()))
        project = load_project(tmp_path / "a.convas")
        assert project.weights is not None
        assert project.weights.keys() == small_weights().keys()
        assert project.note == ""

    def test_those_that_no_layer_of_its_kind_keeps_are_left_out(self, tmp_path: Path) -> None:
        cut = Disconnect(frozenset({Wire("input", "conv1")})).apply(SMALL)
        wrong = {"conv1.scale": np.zeros(2, "f"), "flatten1.weight": np.zeros(2, "f")}
        save_project(tmp_path / "a.convas", Project(cut, Recipe(), wrong))
        project = load_project(tmp_path / "a.convas")
        assert project.weights is None
        assert "those of conv1, flatten1" in project.note

    def test_those_of_layers_that_are_not_there_are_left_out(self, tmp_path: Path) -> None:
        save_project(tmp_path / "a.convas", Project(lenet5(), Recipe(), small_weights()))
        project = load_project(tmp_path / "a.convas")
        assert project.weights is None
        assert project.note.endswith("those of bn1, conv1, fc1.")

    def test_many_such_layers_are_not_all_named(self, opened: Callable[[bytes], Project]) -> None:
        strange = {f"x{number}.weight": np.zeros(1, dtype=np.float32) for number in range(9)}
        project = opened(
            zipped(project_member(document()), stored_weights(weights_to_bytes(strange)))
        )
        assert project.note.endswith("those of x0, x1, x2 and 6 more.")
