"""How long work tells how far it is, and how it is called off."""

from __future__ import annotations

from collections.abc import Callable

Report = Callable[[int, int], None]
"""Called now and then with what is done and what there is to do in all (0: not known). It may
raise Cancelled, which ends the work and takes back what is half done."""


class Cancelled(Exception):  # noqa: N818  (not an error: it was asked for)
    """The user has called the work off."""


def no_report(done: int, total: int) -> None:
    """For those who do not want to know."""
