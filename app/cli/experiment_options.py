"""The options of the commands that experiment; nothing heavy is imported for them."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

from app.experiments.comparisons import QUESTIONS
from app.experiments.search_plan import PRUNERS, SAMPLERS, Plan

FORMATS = ("table", "json", "lines")
"""`lines` tells everything as it happens, a JSON object a line."""


class AddCommand(Protocol):
    """Adds a command to the parser."""

    def __call__(
        self,
        name: str,
        run: Callable[[Any], int],
        text: str,
        formats: Sequence[str] = ...,
    ) -> argparse.ArgumentParser: ...


def add_rate_options(parser: argparse.ArgumentParser) -> None:
    """The rates that are tried."""
    parser.add_argument("--lowest", type=float, default=1e-6, metavar="RATE", help="default: 1e-6")
    parser.add_argument("--highest", type=float, default=10.0, metavar="RATE", help="default: 10")
    parser.add_argument("--steps", type=int, default=200, metavar="N", help="default: 200")


def add_search_options(parser: argparse.ArgumentParser) -> None:
    """What is searched, and how."""
    usual = Plan()
    parser.add_argument(
        "--over",
        action="append",
        default=[],
        metavar="SETTING=VALUES",
        help="a setting of the recipe or of a layer, with LOW..HIGH, LOW..HIGH:log for what counts "
        "in factors, or A,B,C: learning_rate=1e-4..1:log, conv1.out_channels=4..32",
    )
    parser.add_argument("--trials", type=int, metavar="N", help=f"default: {usual.trials}")
    parser.add_argument(
        "--fine-trials",
        type=int,
        metavar="N",
        help="then so many in narrower ranges around the best; default: a third of the others",
    )
    parser.add_argument(
        "--fine-epochs",
        type=int,
        metavar="N",
        help="of each of those; default: three times as long",
    )
    parser.add_argument("--sampler", choices=SAMPLERS, default=usual.sampler, help="default: tpe")
    parser.add_argument(
        "--pruner",
        choices=PRUNERS,
        default=usual.pruner,
        help="what ends a trial early that does worse than others; default: median",
    )
    parser.add_argument("--name", default="", help="of the search, to resume it by")
    parser.add_argument("--resume", metavar="NAME", help="go on with a search instead")


def add_ensemble_options(parser: argparse.ArgumentParser) -> None:
    """How many networks, and how they are made."""
    parser.add_argument("--members", type=int, default=5, metavar="N", help="default: 5")
    parser.add_argument(
        "--method",
        choices=("bagging", "snapshots"),
        default="bagging",
        help="own weights and a random sample of the images each, or several moments of one run "
        "whose learning rate leaps up again and again; default: bagging",
    )


def add_comparison_options(parser: argparse.ArgumentParser) -> None:
    """What is compared, and how often."""
    parser.add_argument(
        "--question",
        metavar="NAME",
        help="a ready-made one: " + ", ".join(question.name for question in QUESTIONS),
    )
    parser.add_argument(
        "--change",
        action="append",
        default=[],
        metavar="SETTING=VALUE",
        help="or the network as it is against one with other settings: optimizer=sgd, "
        "conv1.padding=0",
    )
    parser.add_argument(
        "--repeats",
        type=int,
        default=3,
        metavar="N",
        help="pairs, each of another seed; default: 3",
    )


def add_fork_options(parser: argparse.ArgumentParser) -> None:
    """What B is, and what a program that follows the training needs."""
    parser.add_argument(
        "other", metavar="B", nargs="?", help="another network or .convas file, with its recipe"
    )
    parser.add_argument(
        "--change",
        action="append",
        default=[],
        metavar="SETTING=VALUE",
        help="or B is A with other settings: optimizer=sgd, conv1.padding=0",
    )
    parser.add_argument(
        "--pictures",
        type=Path,
        metavar="DIR",
        help="keep the newest filters and disagreements in this folder, as .npz",
    )
    parser.add_argument(
        "--steered",
        action="store_true",
        help="take commands on standard input, a line each: pause, go, stop, look LAYER; its end "
        "stops the training",
    )


EXPERIMENTS: tuple[tuple[str, str, Callable[[argparse.ArgumentParser], None]], ...] = (
    (
        "find-rate",
        "Find a learning rate: the loss while the rate rises.",
        add_rate_options,
    ),
    ("search", "Search settings of recipe and layers, coarse to fine.", add_search_options),
    ("ensemble", "Train several networks and let them vote.", add_ensemble_options),
    ("compare-runs", "What one change does, over repeated seeds.", add_comparison_options),
)
"""The commands: their names, what they are for, their own options."""
