"""The winners of the ImageNet challenge over the years (row E14 of the lectures)."""

from __future__ import annotations

import msgspec

from app.language import spoken, tr
from app.network.gallery import bundled_content
from app.network.graph import NetworkError


class Winner(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A network and its top-5 error in per cent: how often the truth is not among five guesses."""

    year: int
    title: str
    error: float
    network: str = ""
    """The network of the gallery that shows it; empty where there is none."""
    note: str = ""
    translated: dict[str, str] = {}
    """The note in other languages."""

    @property
    def told(self) -> str:
        """The note in the window's language."""
        return self.translated.get(spoken(), self.note)


class Winners(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """All of them by year, and where the numbers come from."""

    source: str
    winners: tuple[Winner, ...]
    translated: dict[str, str] = {}
    """The source in other languages."""

    @property
    def told_source(self) -> str:
        """Where the numbers come from, in the window's language."""
        return self.translated.get(spoken(), self.source)


def imagenet_winners() -> Winners:
    """Read from the bundled file; NetworkError where that is missing or damaged."""
    try:
        return msgspec.json.decode(bundled_content("imagenet_winners.json"), type=Winners)
    except msgspec.MsgspecError as error:
        raise NetworkError(
            tr(
                "the bundled file imagenet_winners.json is damaged ({error}); install Convas again",
                error=error,
            )
        ) from error
