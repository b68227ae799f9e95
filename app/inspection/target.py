"""What a question is about, in a network: a class, a filter, a single unit. Needs no torch."""

from __future__ import annotations

from dataclasses import dataclass

from app.language import tr


@dataclass(frozen=True)
class Target:
    """A channel of a layer, or the one unit of it that stands at `position`.

    Positions are (row, column) of feature maps and (place,) of signals; without one the mean over
    all positions of the channel is meant. A class is a channel of the layer that gives the logits.
    """

    layer: str
    channel: int
    position: tuple[int, ...] | None = None

    @property
    def text(self) -> str:
        """In words: "conv1, channel 3, at row 4, column 7"."""
        words = tr("{layer}, channel {channel}", layer=self.layer, channel=self.channel)
        if self.position is None:
            return words
        if len(self.position) == 1:
            return tr("{words}, at {position}", words=words, position=self.position[0])
        return tr(
            "{words}, at row {position}, column {position2}",
            words=words,
            position=self.position[0],
            position2=self.position[1],
        )
