"""Downloading from a server on this machine, which answers as the published ones may."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from app.data.dataset import DataError
from app.data.download import RemoteFile, download, remote_files
from app.data.official import find_official, read_official
from app.data.official_sets import OFFICIAL
from app.data.progress import Cancelled
from tests.data.official_fakes import md5, write_cifar10, write_mnist
from tests.data.server import Server, serving

SETS = {official.info.name: official for official in OFFICIAL}
MNIST, CIFAR = SETS["mnist-full"], SETS["cifar-10"]


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    write_mnist(tmp_path / "published", packed=True)
    with serving(tmp_path / "published") as server:
        yield server


def published(server: Server, *mirrors: str) -> list[RemoteFile]:
    """The four files of MNIST, on this server."""
    return [
        RemoteFile(
            tuple(server.address(mirror + path.name) for mirror in (mirrors or ("",))),
            path.name,
            md5(path),
        )
        for path in sorted(server.folder.iterdir())
    ]


def left_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_what_was_downloaded_is_found_and_read(tmp_path: Path, server: Server) -> None:
    download(MNIST, files=published(server), into=tmp_path / "got")
    place = find_official(MNIST, [tmp_path / "got"])
    assert place is not None
    assert len(read_official(MNIST, *place).test) == 40
    assert left_in(tmp_path / "got") == left_in(server.folder)


def test_progress_counts_the_bytes_of_all_files(tmp_path: Path, server: Server) -> None:
    told: list[tuple[int, int]] = []
    download(MNIST, lambda *at: told.append(at), files=published(server), into=tmp_path / "got")
    done = [at for at, _ in told]
    assert done == sorted(done)
    assert done[-1] == sum(path.stat().st_size for path in server.folder.iterdir())
    assert all(at <= total for at, total in told)


def test_it_can_be_cancelled_and_leaves_nothing_half_done(tmp_path: Path, server: Server) -> None:
    def stop(done: int, _total: int) -> None:
        if done > 5_000:
            raise Cancelled

    with pytest.raises(Cancelled):
        download(MNIST, stop, files=published(server), into=tmp_path / "got")
    whole = left_in(tmp_path / "got")
    assert not [name for name in whole if name.endswith(".part")]
    assert len(whole) < 4


def test_files_that_are_there_already_are_not_fetched_again(tmp_path: Path, server: Server) -> None:
    files = published(server)
    download(MNIST, files=files[:2], into=tmp_path / "got")
    server.asked.clear()
    download(MNIST, files=files, into=tmp_path / "got")
    assert server.asked == [file.name for file in files[2:]]


def test_a_wrong_checksum_is_refused_and_the_file_taken_away(
    tmp_path: Path, server: Server
) -> None:
    files = [RemoteFile(file.addresses, file.name, "0" * 32) for file in published(server)]
    with pytest.raises(DataError, match="another checksum"):
        download(MNIST, files=files, into=tmp_path / "got")
    assert left_in(tmp_path / "got") == []


def test_a_broken_connection_is_told_with_how_far_it_came(tmp_path: Path, server: Server) -> None:
    server.breaking.add("t10k-images-idx3-ubyte.gz")
    with pytest.raises(DataError, match=r"broke after [\d,]+ of [\d,]+ bytes.*Try again later"):
        download(MNIST, files=published(server), into=tmp_path / "got")
    assert left_in(tmp_path / "got") == []


def test_another_mirror_is_tried(tmp_path: Path, server: Server) -> None:
    download(MNIST, files=published(server, "gone/", ""), into=tmp_path / "got")
    assert len(left_in(tmp_path / "got")) == 4


def test_a_missing_file_and_a_server_that_is_not_there_are_told(
    tmp_path: Path, server: Server
) -> None:
    with pytest.raises(DataError, match="answered 404"):
        download(MNIST, files=published(server, "gone/"), into=tmp_path / "got")
    nowhere = RemoteFile(("http://127.0.0.1:9/x.gz",), "x.gz", "")
    with pytest.raises(DataError, match="could not be reached"):
        download(MNIST, files=[nowhere], into=tmp_path / "got")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no device that is always full")
def test_a_full_disk_is_told(tmp_path: Path, server: Server) -> None:
    files = published(server)
    folder = tmp_path / "got" / "MNIST" / "raw"
    folder.mkdir(parents=True)
    (folder / f"{files[0].name}.part").symlink_to("/dev/full")
    with pytest.raises(DataError, match=r"is full .*Make room"):
        download(MNIST, files=files, into=tmp_path / "got")
    assert left_in(tmp_path / "got") == []


def test_a_folder_that_may_not_be_written_to_is_told(tmp_path: Path, server: Server) -> None:
    (tmp_path / "got").write_text("a file")
    with pytest.raises(DataError, match="cannot be written to"):
        download(MNIST, files=published(server), into=tmp_path / "got")


def test_of_an_archive_only_the_wanted_files_are_unpacked(tmp_path: Path, server: Server) -> None:
    write_cifar10(tmp_path / "batches")
    path = server.folder / "cifar-10-python.tar.gz"
    with tarfile.open(path, "w:gz") as archive:
        archive.add(tmp_path / "batches", "cifar-10-batches-py")
        evil = tarfile.TarInfo("../../evil")
        evil.size = 4
        archive.addfile(evil, io.BytesIO(b"evil"))
    files = [RemoteFile((server.address(path.name),), path.name, md5(path))]
    folder = download(CIFAR, files=files, into=tmp_path / "got")
    assert left_in(tmp_path / "got") == sorted(CIFAR.layouts[0].files)
    assert not (tmp_path / "evil").exists()
    place = find_official(CIFAR, [tmp_path / "got"])
    assert place is not None
    assert place[1].place == folder
    assert np.bincount(read_official(CIFAR, *place).test.labels).sum() == 24


@pytest.mark.parametrize("official", OFFICIAL, ids=lambda official: official.info.name)
def test_torchvision_says_where_every_set_is_published(official: object) -> None:
    files = remote_files(official)  # type: ignore[arg-type]
    assert files
    for file in files:
        assert file.addresses
        assert len(file.md5) == 32
        assert all(address.startswith("http") for address in file.addresses)
