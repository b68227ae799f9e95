"""The settings of a training recipe as options of a command, made from their declarations."""

from __future__ import annotations

import argparse
from dataclasses import replace
from typing import Any

from app.cli.printing import CommandError
from app.network.fields import Field, fields_of
from app.training.augmentation_settings import Augmentation
from app.training.named_recipes import find_recipe
from app.training.recipe import SECTIONS, Recipe, RecipeError

_ELSEWHERE = ("difficulty",)
"""Settings whose options belong to the data."""
_OWN_RECIPE = "the recipes of some networks have other defaults"


def add_recipe_options(parser: argparse.ArgumentParser) -> None:
    """An option for every setting, and --recipe for all of them at once."""
    parser.add_argument(
        "--recipe",
        metavar="NAME",
        help="a named recipe, or a .json file of one; other options change it; default: the "
        "network's own",
    )
    declared = {field.name: field for field in fields_of(Recipe)}
    for title, names in SECTIONS.items():
        group = parser.add_argument_group(f"{title.lower()} ({_OWN_RECIPE})")
        for name in names:
            if name not in _ELSEWHERE:
                _add(group, declared[name])
    group = parser.add_argument_group(f"augmentation ({_OWN_RECIPE})")
    for field in fields_of(Augmentation):
        _add(group, field)


def _add(group: argparse._ArgumentGroup, field: Field) -> None:
    option = "--" + field.name.replace("_", "-")
    text = f"{field.help} Default: {_default(field)}.".replace("%", "%%")
    if field.kind == "flag":
        group.add_argument(option, action=argparse.BooleanOptionalAction, default=None, help=text)
    elif field.kind == "choice":
        group.add_argument(option, choices=field.words, help=text)
    else:
        number: type = int if field.kind == "whole" else float
        metavar = "DEGREES" if field.unit == "°" else field.unit.upper() or "NUMBER"
        group.add_argument(option, type=number, metavar=metavar, help=text)


def _default(field: Field) -> str:
    if field.kind == "flag":
        return "on" if field.default else "off"
    unit = f" {field.unit}" if field.unit and field.unit != "°" else field.unit
    value = f"{field.default:g}" if field.kind == "real" else field.default
    return f"{value}{unit}"


def augmentation_named(options: argparse.Namespace) -> dict[str, Any]:
    """The settings of augmentation that were given as options."""
    return {
        field.name: value
        for field in fields_of(Augmentation)
        if (value := getattr(options, field.name, None)) is not None
    }


def with_recipe_options(recipe: Recipe, name: str | None, chosen: dict[str, Any]) -> Recipe:
    """The recipe as the options `name` (of --recipe) and `chosen` have it; raises CommandError.

    `chosen` may have the settings of its augmentation that change.
    """
    try:
        if name is not None:
            recipe = find_recipe(name).applied_to(recipe)
        augmentation = replace(recipe.augmentation, **chosen.get("augmentation", {}))
        return replace(recipe, **{**chosen, "augmentation": augmentation})
    except (RecipeError, ValueError) as error:
        raise CommandError(str(error)) from error
