"""The project file: a network, its recipe and perhaps its trained weights in one `.convas` file.

It is a zip with `project.json`, and beside it perhaps `weights.safetensors` (stored, not packed)
and `curves.jsonl`, what their training reported. A file may come from anywhere, so only these
members are ever looked at; they are read into memory, under limits, and nothing is unpacked.
"""

from __future__ import annotations

import struct
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, BinaryIO

import msgspec

from app.atomic_file import atomic_file
from app.files.training_curves import (
    CurvesError,
    TrainingCurves,
    curves_from_bytes,
    curves_to_bytes,
)
from app.files.weights import (
    Weights,
    WeightsError,
    fitting,
    weights_from_bytes,
    weights_to_bytes,
)
from app.language import tr
from app.network.encoding import MAX_BYTES, network_from_json, network_to_json
from app.network.graph import Network, NetworkError
from app.training.recipe import Recipe, RecipeError, recipe_from_json, recipe_to_json

SUFFIX = ".convas"
FORMAT_VERSION = 1
MAX_WEIGHTS_BYTES = 2_000_000_000
"""The largest weights that fit: 500 million parameters; for more a zip needs its 64-bit form."""

_PROJECT, _WEIGHTS, _CURVES = "project.json", "weights.safetensors", "curves.jsonl"
_MAX_PROJECT_BYTES = MAX_BYTES + 2**20
_MEMBERS = (_PROJECT, _WEIGHTS, _CURVES)
_MAX_CURVES_BYTES = MAX_BYTES + 2**23
_MAX_DIRECTORY_BYTES = 2**16
_ZIP64_LOCATOR_BYTES = 20
_TRAILER = struct.Struct("<4s4H2LH")
_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
)
"""What Python's zip reader raises for the various ways in which a file can be broken."""
_LONGEST_REASON = 300
_NO_PROJECT = tr("it is no Convas project, or it is damaged")


class ProjectError(ValueError):
    """A project file that cannot be opened or saved; the text says why and what to do."""


@dataclass(frozen=True)
class Project:
    """What a project file holds; `weights` is None where nothing has been trained.

    `curves` are those of the training that gave the weights, where they are known.
    `note` is for the person who opens the file: what in it could not be used. It is not saved.
    """

    network: Network
    recipe: Recipe
    weights: Weights | None = None
    curves: TrainingCurves | None = None
    note: str = ""


_Version = Annotated[int, msgspec.Meta(ge=1, lt=2**31)]


class _Header(msgspec.Struct):
    format: str
    version: _Version


class _Form(msgspec.Struct, forbid_unknown_fields=True):
    format: str
    version: _Version
    network: msgspec.Raw
    recipe: msgspec.Raw


def save_project(path: Path, project: Project) -> None:
    """Write the project; until all of it is on the disk, an old file at `path` stays as it was.

    Raises ProjectError where that cannot be done: a full disk, a folder without permission, or
    a network beyond what a file may hold.
    """
    try:
        data = _to_json(project)
        weights = weights_to_bytes(project.weights) if project.weights else b""
        if len(weights) > MAX_WEIGHTS_BYTES:
            raise ProjectError(
                tr(
                    "its weights take {weights:.1f} GB and a project file holds "
                    "{max_weights_bytes:.0f}; save it without the weights",
                    weights=len(weights) / 1000000000.0,
                    max_weights_bytes=MAX_WEIGHTS_BYTES / 1000000000.0,
                )
            )
        curves = curves_to_bytes(project.curves) if weights and project.curves else b""
        with atomic_file(path) as file:
            _write_archive(file, data, weights, curves)
    except OSError as error:
        raise ProjectError(
            tr(
                "{name} could not be saved: {system_words}",
                name=path.name,
                system_words=_system_words(error),
            )
        ) from error
    except (ProjectError, NetworkError) as error:
        raise ProjectError(
            tr("{name} could not be saved: {error}", name=path.name, error=error)
        ) from error


def load_project(path: Path) -> Project:
    """The project in a file; ProjectError says why it cannot be opened.

    A network is worth more than what goes with it: where the recipe or the weights cannot be
    used, the project opens without them and its `note` says so.
    """
    name = path.name or str(path)  # "." has no name
    try:
        if path.exists() and not path.is_file():
            raise ProjectError(tr("it is not a file"))
        with path.open("rb") as file:
            return _read_project(file)
    except OSError as error:
        raise ProjectError(
            tr(
                "{name} cannot be opened: {system_words}",
                name=name,
                system_words=_system_words(error),
            )
        ) from error
    except (ProjectError, NetworkError) as error:
        raise ProjectError(
            tr("{name} cannot be opened: {error}", name=name, error=error)
        ) from error
    except _DAMAGED as error:
        raise ProjectError(
            tr("{name} cannot be opened: {no_project}", name=name, no_project=_NO_PROJECT)
        ) from error


def _to_json(project: Project) -> bytes:
    form = _Form(
        format="convas",
        version=FORMAT_VERSION,
        network=msgspec.Raw(network_to_json(project.network)),
        recipe=msgspec.Raw(recipe_to_json(project.recipe)),
    )
    return msgspec.json.encode(form)


def _write_archive(file: BinaryIO, data: bytes, weights: bytes, curves: bytes) -> None:
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr(_member(_PROJECT), data, zipfile.ZIP_DEFLATED)
        if weights:  # random numbers do not pack, and stored they can be no zip bomb
            archive.writestr(_member(_WEIGHTS), weights, zipfile.ZIP_STORED)
        if curves:
            archive.writestr(_member(_CURVES), curves, zipfile.ZIP_DEFLATED)


def _member(name: str) -> zipfile.ZipInfo:
    """A member with a fixed date, so that the same project always gives the same bytes."""
    info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
    info.external_attr = 0o644 << 16
    return info


def _read_project(file: BinaryIO) -> Project:
    _check_trailer(file)
    with zipfile.ZipFile(file) as archive:
        members = _members(archive)
        if _PROJECT not in members:
            raise ProjectError(
                tr("it is no Convas project: there is no {project} in it", project=_PROJECT)
            )
        form = _form(_content(archive, members[_PROJECT], _MAX_PROJECT_BYTES))
        network = network_from_json(bytes(form.network))
        recipe, recipe_note = _recipe(bytes(form.recipe))
        weights, weights_note = None, ""
        curves, curves_note = None, ""
        if _WEIGHTS in members:
            weights, weights_note = _weights(archive, members[_WEIGHTS], network)
        if weights and _CURVES in members:
            curves, curves_note = _curves(archive, members[_CURVES])
    note = " ".join(filter(None, (recipe_note, weights_note, curves_note)))
    return Project(network, recipe, weights, curves, note)


def _check_trailer(file: BinaryIO) -> None:
    """Refuse what does not end like one of our files, before the zip reader looks at it.

    The trailer states the size of the list of members, which the reader takes into memory as a
    whole; the 64-bit form, which could state another, is not used in files of our size.
    """
    length = file.seek(0, 2)
    file.seek(max(0, length - _TRAILER.size - _ZIP64_LOCATOR_BYTES))
    end = file.read()
    if len(end) < _TRAILER.size:
        raise ProjectError(_NO_PROJECT)
    signature, *_, directory_bytes, _offset, comment_bytes = _TRAILER.unpack(end[-_TRAILER.size :])
    if (
        signature != b"PK\x05\x06"
        or comment_bytes
        or directory_bytes > _MAX_DIRECTORY_BYTES
        or end.startswith(b"PK\x06\x07")
    ):
        raise ProjectError(_NO_PROJECT)


def _members(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The members that count; whatever else a zip may hold is passed over."""
    ours = [info for info in archive.infolist() if info.filename in _MEMBERS]
    members = {info.filename: info for info in ours}
    places = {info.header_offset for info in ours}
    if len(members) < len(ours) or len(places) < len(ours):
        raise ProjectError(tr("it is damaged: it holds the same thing twice"))
    return members


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo, limit: int) -> bytes:
    """The bytes of a member, at most `limit`, whatever size the file claims for it."""
    if info.flag_bits & 1:
        raise ProjectError(tr("it is encrypted, which Convas does not read"))
    if info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise ProjectError(tr("it is packed in a way that Convas does not read"))
    if info.file_size <= limit:
        with archive.open(info) as member:
            data = member.read(limit + 1)
        if len(data) <= limit:
            return data
    raise ProjectError(
        tr(
            "its {filename} is larger than the {limit:,.0f} MiB allowed",
            filename=info.filename,
            limit=limit / 2**20,
        )
    )


def _form(data: bytes) -> _Form:
    try:
        header = msgspec.json.decode(data, type=_Header)
        if header.format != "convas":
            raise ProjectError(_NO_PROJECT)
        if header.version > FORMAT_VERSION:
            raise ProjectError(
                tr(
                    "it was made by a newer Convas (format {version}); this one "
                    "reads up to {format_version}, so please update",
                    version=header.version,
                    format_version=FORMAT_VERSION,
                )
            )
        return msgspec.json.decode(data, type=_Form)
    except (msgspec.DecodeError, RecursionError, UnicodeDecodeError) as error:
        raise ProjectError(_NO_PROJECT) from error


def _recipe(data: bytes) -> tuple[Recipe, str]:
    try:
        return recipe_from_json(data), ""
    except RecipeError as error:
        reason = str(error)[:_LONGEST_REASON]
        return Recipe(), tr(
            "The training settings were replaced by the usual ones: {reason}.", reason=reason
        )


def _weights(
    archive: zipfile.ZipFile, info: zipfile.ZipInfo, network: Network
) -> tuple[Weights | None, str]:
    try:
        if info.compress_type != zipfile.ZIP_STORED:
            raise WeightsError(tr("they are packed, which Convas never does"))
        found = weights_from_bytes(_content(archive, info, MAX_WEIGHTS_BYTES))
    except (ProjectError, WeightsError) as error:
        return None, tr("The trained weights could not be read: {error}.", error=error)
    except MemoryError:
        return None, tr("The trained weights could not be read: too little memory is free.")
    except (OSError, *_DAMAGED):
        return None, tr("The trained weights could not be read: they are damaged.")
    kept, left_out = fitting(network, found)
    return kept or None, _left_out_note(left_out)


def _curves(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> tuple[TrainingCurves | None, str]:
    try:
        return curves_from_bytes(_content(archive, info, _MAX_CURVES_BYTES)), ""
    except (ProjectError, CurvesError, MemoryError, OSError, *_DAMAGED):
        return None, tr("The curves of their training could not be read.")


def _left_out_note(layers: tuple[str, ...]) -> str:
    if not layers:
        return ""
    named = ", ".join(name[:40] for name in layers[:3])
    more = tr(" and {layers:,} more", layers=len(layers) - 3) if len(layers) > 3 else ""
    return tr(
        "Trained weights that do not fit the network were left out: those of {named}{more}.",
        named=named,
        more=more,
    )


def _system_words(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
