"""The options of `explain`; nothing heavy is imported for them."""

from __future__ import annotations

import argparse
from pathlib import Path

from app.inspection.attribution_methods import METHODS, AttributionSettings


def add_explain_options(parser: argparse.ArgumentParser) -> None:
    """The image, the class, the method and its settings."""
    usual = AttributionSettings()
    parser.description = (
        "Write a picture of the pixels that a decision rests on, beside the image. Data and "
        "preprocessing are those of the network's recipe."
    )
    parser.add_argument(
        "--method",
        choices=[method.name for method in METHODS],
        default="integrated-gradients",
        help="default: integrated-gradients",
    )
    image = parser.add_mutually_exclusive_group()
    image.add_argument("--image", type=Path, metavar="FILE", help="a picture of your own")
    image.add_argument(
        "--number", type=int, default=0, metavar="N", help="or that test image; default: 0"
    )
    parser.add_argument(
        "--class", dest="label", metavar="NAME", help="default: the one found likeliest"
    )
    parser.add_argument(
        "--layer", metavar="NAME", help="for Grad-CAM; default: the last convolution or merge"
    )
    parser.add_argument(
        "--steps", type=int, metavar="N", help=f"of integrated gradients; default: {usual.steps}"
    )
    parser.add_argument(
        "--window", type=int, metavar="PIXELS", help=f"of occlusion; default: {usual.window}"
    )
    parser.add_argument(
        "--stride", type=int, metavar="PIXELS", help=f"of occlusion; default: {usual.stride}"
    )
    parser.add_argument("--output", type=Path, required=True, metavar="FILE.png")


def settings_named(options: argparse.Namespace) -> AttributionSettings:
    """The settings that the options give; ValueError, with words, outside the limits."""
    names = ("layer", "steps", "window", "stride")
    given = {name: getattr(options, name) for name in names}
    return AttributionSettings(**{key: value for key, value in given.items() if value is not None})
