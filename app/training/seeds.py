"""One seed for all that is random in a run, split into independent ones."""

from __future__ import annotations

import hashlib


def seed_from(*parts: int | str) -> int:
    """A 63-bit seed that is as good as independent for every different `parts`.

    Plain sums (seed + step) would give run 0 at step 1 the random numbers of run 1 at step 0.
    """
    digest = hashlib.blake2b(repr(parts).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big") >> 1
