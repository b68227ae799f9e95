"""The user's own blocks on disk."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.files.user_blocks import LARGEST, blocks_folder, find_blocks, remove_block, save_block
from app.network.block_library import READY_BLOCKS
from app.network.graph import NetworkError

TEMPLATE = READY_BLOCKS[1].template(16)


@pytest.fixture(autouse=True)
def own_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CONVAS_HOME", str(tmp_path))


def test_without_a_folder_there_are_no_blocks() -> None:
    assert find_blocks() == ({}, ())


def test_a_saved_block_is_found_as_it_was() -> None:
    assert save_block(TEMPLATE) == "residual"
    assert find_blocks().blocks == {"residual": TEMPLATE}


def test_a_second_block_of_a_name_does_not_replace_the_first() -> None:
    names = [save_block(TEMPLATE), save_block(TEMPLATE)]
    assert names == ["residual", "residual2"]
    assert list(find_blocks().blocks) == names


def test_a_removed_block_is_gone() -> None:
    remove_block(save_block(TEMPLATE))
    assert not find_blocks().blocks


def test_a_name_that_is_a_path_is_refused() -> None:
    with pytest.raises(NetworkError):
        save_block(replace(TEMPLATE, name="../elsewhere"))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"{", "no JSON"),
        (b'{"name": "a", "layers": [], "wires": []}', "empty"),
        (b" " * (LARGEST + 1), "larger than"),
    ],
    ids=["broken", "empty", "huge"],
)
def test_a_broken_file_is_passed_over_with_a_sentence(content: bytes, words: str) -> None:
    save_block(TEMPLATE)
    (blocks_folder() / "bad.json").write_bytes(content)
    found = find_blocks()
    assert list(found.blocks) == ["residual"]
    assert len(found.complaints) == 1
    assert words in found.complaints[0]
    assert "bad.json" in found.complaints[0]
