"""The user's own blocks on disk."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from app.files.user_blocks import (
    LARGEST,
    MOST,
    blocks_folder,
    find_blocks,
    read_block,
    remove_block,
    save_block,
)
from app.network.block_library import READY_BLOCKS, template_of
from app.network.graph import NetworkError
from app.network.layers.activation import ReLU
from app.network.layers.dense import Input
from app.network.patterns import chain

TEMPLATE = READY_BLOCKS[1].template(16)


@pytest.fixture(autouse=True)
def own_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CONVAS_HOME", str(tmp_path))


def test_without_a_folder_there_are_no_blocks() -> None:
    assert find_blocks() == ({}, ())


def test_a_saved_block_is_found_as_it_was() -> None:
    assert save_block(TEMPLATE) == "residual"
    assert find_blocks().blocks == {"residual": TEMPLATE}
    assert read_block("residual") == TEMPLATE


def test_no_name_leads_out_of_the_folder() -> None:
    save_block(TEMPLATE)
    (blocks_folder().parent / "outside.json").write_bytes(
        (blocks_folder() / "residual.json").read_bytes()
    )
    with pytest.raises(NetworkError, match="no name of a block"):
        read_block("../outside")


def test_a_block_that_could_not_be_read_again_is_not_kept() -> None:
    network = chain("long", [Input(), *[ReLU()] * 12_000])
    network = network.with_blocks(dict.fromkeys(network.order[1:], "long"))
    with pytest.raises(NetworkError, match="larger than"):
        save_block(template_of(network, "long", Input()))
    assert find_blocks() == ({}, ())


def test_no_block_is_kept_that_the_palette_would_not_show() -> None:
    save_block(TEMPLATE)
    for number in range(2, MOST + 1):
        (blocks_folder() / f"residual{number}.json").write_bytes(b"{")
    with pytest.raises(NetworkError, match="remove one"):
        save_block(TEMPLATE)
    assert not (blocks_folder() / f"residual{MOST + 1}.json").exists()


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
