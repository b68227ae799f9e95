"""idx files: read as the format's description says, refused with words where they break it."""

from __future__ import annotations

import gzip
import struct
import tracemalloc
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as npst

from app.data.dataset import DataError
from app.data.idx import check_idx, find_idx, read_idx


def idx_bytes(array: np.ndarray) -> bytes:
    """As written on the MNIST page: 0, 0, 8 for bytes, dimensions, sizes big-endian, content."""
    sizes = struct.pack(f">{array.ndim}I", *array.shape)
    return bytes([0, 0, 8, array.ndim]) + sizes + array.tobytes()


@given(array=npst.arrays(np.uint8, npst.array_shapes(max_dims=4, max_side=6)), zipped=st.booleans())
def test_what_is_written_is_read(
    tmp_path_factory: pytest.TempPathFactory, array: np.ndarray, zipped: bool
) -> None:
    path = tmp_path_factory.getbasetemp() / ("a-ubyte.gz" if zipped else "a-ubyte")
    path.write_bytes(gzip.compress(idx_bytes(array)) if zipped else idx_bytes(array))
    assert np.array_equal(read_idx(path, array.shape), array)


GOOD = idx_bytes(np.arange(24, dtype=np.uint8).reshape(2, 3, 4))


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "not an idx file"),
        (b"\x89PNG\r\n", "not an idx file"),
        (b"\0\0\x0d\x03" + GOOD[4:], "unsigned bytes"),
        (b"\0\0\x08\x01" + GOOD[4:], "1 dimensions, not 3"),
        (GOOD[:10], "ends within its header"),
        (GOOD[:-1], "ends after 23 of 24 bytes"),
        (GOOD + b"\0", "goes on after"),
        (idx_bytes(np.zeros((2, 4, 3), np.uint8)), "of size 2×4×3, not 2×3×4"),
    ],
)
def test_another_file_is_refused(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "a-ubyte"
    path.write_bytes(content)
    with pytest.raises(DataError, match=words):
        read_idx(path, (2, 3, 4))


@pytest.mark.parametrize("kept", [0, 5, 20, -4])
def test_a_truncated_gzip_file_is_refused(tmp_path: Path, kept: int) -> None:
    path = tmp_path / "a-ubyte.gz"
    path.write_bytes(gzip.compress(GOOD)[:kept])
    with pytest.raises(DataError, match=r"a-ubyte\.gz"):
        read_idx(path, (2, 3, 4))


def test_a_file_that_is_no_gzip_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "a-ubyte.gz"
    path.write_bytes(GOOD)
    with pytest.raises(DataError, match="cannot be read"):
        check_idx(path, (2, 3, 4))


def test_a_giant_header_or_a_gzip_bomb_costs_no_memory(tmp_path: Path) -> None:
    giant = tmp_path / "giant"
    giant.write_bytes(b"\0\0\x08\x03" + struct.pack(">3I", 0xFFFFFFFF, 0xFFFF, 0xFFFF) + bytes(9))
    bomb = tmp_path / "bomb.gz"
    bomb.write_bytes(gzip.compress(GOOD + bytes(50_000_000)))
    tracemalloc.start()
    try:
        for path in (giant, bomb):
            with pytest.raises(DataError):
                read_idx(path, (2, 3, 4))
        assert tracemalloc.get_traced_memory()[1] < 1_000_000
    finally:
        tracemalloc.stop()


def test_a_file_is_found_with_and_without_gz(tmp_path: Path) -> None:
    (tmp_path / "plain").touch()
    (tmp_path / "packed.gz").touch()
    assert find_idx(tmp_path, "plain") == tmp_path / "plain"
    assert find_idx(tmp_path, "packed") == tmp_path / "packed.gz"
    assert find_idx(tmp_path, "neither") is None
    assert find_idx(tmp_path / "nowhere", "plain") is None
