"""The networks of the gallery that tests build and train: those for data that is bundled."""

from __future__ import annotations

from app.network.gallery import GALLERY

WITH_DATA = tuple(entry for entry in GALLERY if entry.dataset and not entry.image)
CHAINS = tuple(
    entry
    for entry in WITH_DATA
    if all(len(sources) <= 1 for sources in entry.build().sources_of.values())
)
