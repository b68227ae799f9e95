"""The user's own blocks: a JSON file each, in the folder of what belongs to the user."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from app.atomic_file import atomic_file
from app.home import home
from app.language import tr
from app.network.block_library import parts_of
from app.network.edits import free_block_name
from app.network.encoding import network_from_json, network_to_json
from app.network.graph import Network, NetworkError, path_problem

_SUFFIX = ".json"
LARGEST = 2**20
"""Bytes of a file that is read; about a thousand layers."""
MOST = 200
"""So many blocks are kept and shown; more would make no palette."""


class Found(NamedTuple):
    """What lies in the folder: templates by name (see `block_library`), and what is broken."""

    blocks: dict[str, Network]
    complaints: tuple[str, ...]


def blocks_folder() -> Path:
    """Where the user's blocks are kept; it may not exist yet."""
    return home() / "blocks"


def find_blocks() -> Found:
    """The user's blocks by name; files that cannot be read are passed over with a sentence."""
    blocks: dict[str, Network] = {}
    complaints = []
    for path in sorted(blocks_folder().glob(f"*{_SUFFIX}"))[:MOST]:
        try:
            blocks[path.stem] = _read(path)
        except (OSError, NetworkError) as error:
            complaints.append(
                tr("The block {name} cannot be used: {error}", name=path.name, error=error)
            )
    return Found(blocks, tuple(complaints))


def save_block(template: Network) -> str:
    """Keep a template under its name, or under the next free one; returns that.

    Raises OSError where the folder cannot be written, NetworkError for a name that is none and for
    what could not be read again: too large a block, or one too many.
    """
    folder = blocks_folder()
    folder.mkdir(parents=True, exist_ok=True)
    kept = {path.stem for path in folder.glob(f"*{_SUFFIX}")}
    name = free_block_name(template.name, kept)
    if problem := path_problem(name):
        raise NetworkError(problem)
    if len(kept) >= MOST:
        raise NetworkError(
            tr("the list Layers keeps {most} blocks at most; remove one there first", most=MOST)
        )
    data = network_to_json(template)
    if len(data) > LARGEST:
        raise _too_large()
    with atomic_file(_file_of(name)) as file:
        file.write(data)
    return name


def read_block(name: str) -> Network:
    """The template of one of the user's blocks.

    Raises OSError where it is not there, NetworkError where it cannot be used.
    """
    return _read(_file_of(name))


def remove_block(name: str) -> None:
    """Forget one of the user's blocks; networks that use it keep their copies."""
    _file_of(name).unlink(missing_ok=True)


def _file_of(name: str) -> Path:
    """The file of a block; a name that comes with a drag must not lead out of the folder."""
    if not name or Path(name).name != name:
        raise NetworkError(tr("{name!r} is no name of a block", name=name))
    return blocks_folder() / f"{name}{_SUFFIX}"


def _read(path: Path) -> Network:
    if path.stat().st_size > LARGEST:
        raise _too_large()
    template = network_from_json(path.read_bytes())
    parts_of(template)
    return template


def _too_large() -> NetworkError:
    return NetworkError(tr("it is larger than {largest} MiB", largest=LARGEST // 2**20))
