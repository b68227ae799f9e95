"""Being one of the processes that torchrun has started; needs no torch.

https://docs.pytorch.org/docs/stable/elastic/run.html describes the environment it gives them.
"""

from __future__ import annotations

import os
import socket
from dataclasses import dataclass


@dataclass(frozen=True)
class Launch:
    """One process of those that one torchrun has started, here and on other machines.

    `rank` counts the processes from 0, `local_rank` those on this machine. `restarts` counts how
    often this machine's torchrun has started all of them again, of at most `most_restarts`.
    """

    rank: int
    count: int
    local_rank: int
    local_count: int
    restarts: int
    most_restarts: int
    name: str
    """The same over restarts, and another for another torchrun."""

    @property
    def on_one_machine(self) -> bool:
        return self.local_count == self.count


def launched() -> Launch | None:
    """How torchrun has started this process; None where it has not."""
    run_id = os.environ.get("TORCHELASTIC_RUN_ID")
    if run_id is None:
        return None
    if run_id in ("", "none"):  # without --standalone or --rdzv-id it has none: then its process
        run_id = f"{socket.gethostname()}-{os.getppid()}"

    def number(name: str) -> int:
        return int(os.environ[name])

    return Launch(
        rank=number("RANK"),
        count=number("WORLD_SIZE"),
        local_rank=number("LOCAL_RANK"),
        local_count=number("LOCAL_WORLD_SIZE"),
        restarts=number("TORCHELASTIC_RESTART_COUNT"),
        most_restarts=number("TORCHELASTIC_MAX_RESTARTS"),
        name=run_id,
    )


def speaks() -> bool:
    """Whether what all processes would say is for this one to say."""
    launch = launched()
    return launch is None or launch.rank == 0
