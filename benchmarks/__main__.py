"""Measure everything Convas claims about speed and say whether it holds."""

from __future__ import annotations

import importlib
import sys

from rich.console import Console
from rich.table import Table

from benchmarks.measure import Claim

MODULES = (
    "analysis",
    "editing",
    "large",
    "start",
    "canvas",
    "training",
    "data",
    "window",
    "probe",
    "inside",
    "runs",
    "memory",
    "peers",
)


def main(names: list[str]) -> int:
    """Measure the named modules (all if none) and print a table.

    Returns 1 where a claim fails, 2 for a name that is none.
    """
    if unknown := sorted(set(names) - set(MODULES)):
        known = ", ".join(MODULES)
        print(f"no benchmark is called {unknown[0]}; there are {known}", file=sys.stderr)
        return 2
    claims: list[Claim] = []
    for name in names or MODULES:
        print(f"measuring: {name} …", file=sys.stderr, flush=True)
        claims.extend(importlib.import_module(f"benchmarks.{name}").measure())
    table = Table("claim", "measured", "bound", "holds", "in numbers")
    for claim in claims:
        sign = "≥" if claim.at_least else "≤"
        table.add_row(
            claim.subject,
            f"{claim.measured:,.2f} {claim.unit}",
            f"{sign} {claim.bound:g} {claim.unit}",
            "yes" if claim.holds else "NO",
            claim.detail,
        )
    Console(width=120).print(table)
    return 0 if all(claim.holds for claim in claims) else 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
