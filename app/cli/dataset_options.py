"""The options of commands that concern data sets; nothing heavy is imported for them."""

from __future__ import annotations

import argparse

ACTIONS = ("list", "download", "look-in", "forget")


def add_datasets_options(options: argparse.ArgumentParser) -> None:
    """What to do with which data set."""
    options.add_argument(
        "action",
        choices=ACTIONS,
        nargs="?",
        default="list",
        help="list them (default), download one, look for them in a folder, or no longer there",
    )
    options.add_argument(
        "target", nargs="?", metavar="NAME|DIR", help="the data set, or the folder"
    )


def add_change_options(train: argparse.ArgumentParser) -> None:
    """What is changed of the data set before it is learned from."""
    train.add_argument(
        "--subset", type=int, metavar="N", help="train on N images only; default: all"
    )
    train.add_argument("--classes", metavar="A,B", help="only these classes, by name; default: all")
    train.add_argument(
        "--imbalance",
        type=float,
        metavar="RATIO",
        help="images of the first class for one of last; default: as they are",
    )
    train.add_argument(
        "--label-noise",
        type=float,
        metavar="SHARE",
        help="so many training labels are wrong; default: none",
    )


def changes_named(options: argparse.Namespace) -> bool:
    """Whether an option changes the data."""
    names = ("subset", "imbalance", "label_noise", "classes")
    return any(getattr(options, name) is not None for name in names)
