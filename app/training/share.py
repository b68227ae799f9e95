"""Which part of every batch a process learns; needs no torch."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Share:
    """The part of process `rank`, from 0, of `count`: neighbouring images, as even as can be.

    One process alone has all.
    """

    rank: int = 0
    count: int = 1

    def of(self, total: int) -> slice:
        """Its places among `total`; there may be none."""
        return slice(total * self.rank // self.count, total * (self.rank + 1) // self.count)

    def of_batch(self, total: int) -> slice:
        """Its places in a batch, at least one: torch's layers do not all take an empty batch.

        Where there are fewer images than processes, some take the first one without it counting.
        """
        own = self.of(total)
        return own if own.stop > own.start else slice(0, 1)

    def weight(self, total: int) -> float:
        """What the mean loss of its part counts in the mean over the processes.

        The mean of weight · loss over all of them is the mean loss of the whole batch, and the same
        holds for its gradient.
        """
        own = self.of(total)
        return float((own.stop - own.start) * self.count / total)


WHOLE = Share()
