"""Reads arrays of bytes out of a MATLAB file (level 5), as SVHN is published in.

The format, from "MAT-File Format" (The MathWorks): 128 bytes of header, then elements: a type and
a length, 32 bits each, and the content up to a multiple of 8 bytes. Type 15 is another element,
packed by zlib; type 14 is an array, made of the elements flags, dimensions, name and values. An
element of at most 4 bytes may stand in one word with its type.
"""

from __future__ import annotations

import math
import struct
import zlib

import numpy as np
from numpy.typing import NDArray

from app.data.dataset import DataError
from app.language import tr

_HEADER = 128
_MATRIX, _PACKED, _BYTES = 14, 15, 2


def read_byte_arrays(content: bytes, name: str, most: int) -> dict[str, NDArray[np.uint8]]:
    """The uint8 arrays of a file by name, `most` bytes each at most; DataError for another file."""
    if len(content) < _HEADER or content[126:128] != b"IM":
        raise DataError(tr("{name} is no MATLAB file of level 5", name=name))
    arrays = {}
    try:
        place = _HEADER
        while place + 8 <= len(content):
            kind, size = struct.unpack_from("<II", content, place)
            element = content[place + 8 : place + 8 + size]
            if len(element) < size:
                raise DataError(tr("{name} ends too early", name=name))
            place += 8 + size
            if kind == _PACKED:
                unpacked = zlib.decompressobj().decompress(element, most + 4_096)
                kind, size = struct.unpack_from("<II", unpacked)
                element = unpacked[8 : 8 + size]
                if len(element) < size:
                    raise DataError(
                        tr("an array in {name} is too large, or ends too early", name=name)
                    )
            if kind == _MATRIX and (found := _array(element)):
                arrays[found[0]] = found[1]
    except (struct.error, zlib.error, ValueError, UnicodeDecodeError) as error:
        if isinstance(error, DataError):
            raise
        raise DataError(tr("{name} is damaged ({error})", name=name, error=error)) from error
    return arrays


def _array(element: bytes) -> tuple[str, NDArray[np.uint8]] | None:
    """Name and values of an array; None where they are no bytes."""
    place = 0
    parts: list[tuple[int, bytes]] = []
    while place + 8 <= len(element) and len(parts) < 4:
        kind, size = struct.unpack_from("<II", element, place)
        if kind >> 16:  # a small element: its length lies above its type
            kind, size, start, step = kind & 0xFFFF, kind >> 16, place + 4, 8
        else:
            start, step = place + 8, 8 + -(-size // 8) * 8
        parts.append((kind, element[start : start + size]))
        place += step
    if len(parts) < 4 or parts[3][0] != _BYTES:
        return None
    shape = struct.unpack(f"<{len(parts[1][1]) // 4}i", parts[1][1])
    values = np.frombuffer(bytearray(parts[3][1]), np.uint8)
    if min(shape, default=0) < 0 or math.prod(shape) != len(values):
        raise ValueError(tr("an array of another size than it says"))
    return parts[2][1].decode("ascii"), values.reshape(shape, order="F")
