"""How many threads torch takes for what one thread asks of it."""

from __future__ import annotations

from threading import Thread

import torch


def take_threads(count: int, *, others: int) -> None:
    """Let torch compute with `count` threads for the calling thread alone.

    Threads that begin later would take the number that was set last by any of them; so that of
    the `others` is set again by one that ends at once.
    """
    torch.get_num_threads()  # the first call of each thread takes the number that was set last
    torch.set_num_threads(count)
    last = Thread(target=torch.set_num_threads, args=(others,))
    last.start()
    last.join()
