"""Recipes with a name: those that came with the program, and the user's own. Needs no torch.

A file of one is `{"title", "sentence", "recipe"}`, with `"demonstration": true` where something is
to be seen going wrong, and with title and sentence in other languages as `"translated"`; a plain
recipe, as a run's folder holds it, is read, too. A named recipe says nothing of seed and device,
and of the data only where it must.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from app.atomic_file import atomic_file
from app.data.changes import UNCHANGED, DataChanges, changes_from_values
from app.home import home
from app.language import spoken, tr
from app.training.recipe import SECTIONS, Recipe, RecipeError, settings_of, with_settings

FOLDER = Path(__file__).parents[2] / "resources" / "recipes"
LARGEST = 2**20
"""Bytes of a file that is read."""
MOST = 100
"""So many of the user's own recipes are listed."""
_CHOSEN = {name for names in SECTIONS.values() for name in names} | {
    "augmentation",
    "layer_initialisations",
}
KEPT = frozenset(entry.name for entry in fields(Recipe)) - _CHOSEN | {
    "difficulty",
    "seed",
    "device",
    "precision",
}
"""What stays as it is, like the data, when another recipe is chosen that does not name it."""


@dataclass(frozen=True)
class NamedRecipe:
    """A recipe to choose: its name in files and commands, its title, a sentence, its settings."""

    name: str
    title: str
    sentence: str
    settings: Mapping[str, Any]
    demonstration: bool = False
    """Whether it is there to show what a setting does at an extreme."""

    def applied_to(self, recipe: Recipe) -> Recipe:
        """This recipe on the data, with the seed and on the device of another."""
        kept = {name: getattr(recipe, name) for name in KEPT}
        if any(recipe.changes == named.own_changes for named in bundled_recipes()):
            kept["changes"] = UNCHANGED  # those of a demonstration end with it
        return with_settings(Recipe(**kept), self.settings)

    @property
    def own_changes(self) -> DataChanges | None:
        """What it does to the data; None where it leaves these as they are."""
        values = self.settings.get("changes")
        return None if values is None else changes_from_values(values)


class _Words(msgspec.Struct, forbid_unknown_fields=True):
    title: str
    sentence: str = ""


class _Form(msgspec.Struct, forbid_unknown_fields=True):
    title: str
    recipe: dict[str, Any]
    sentence: str = ""
    demonstration: bool = False
    translated: dict[str, _Words] = {}
    """The title and the sentence by the codes of other languages."""


def own_folder() -> Path:
    """Where the user's recipes are kept; it may not exist yet."""
    return home() / "recipes"


@cache
def bundled_recipes() -> tuple[NamedRecipe, ...]:
    """The recipes that came with the program, in the order of their file names."""
    return tuple(read_recipe(path) for path in sorted(FOLDER.glob("*.json")))


def own_recipes() -> tuple[NamedRecipe, ...]:
    """The user's recipes; files that cannot be read are passed over."""
    found = []
    for path in sorted(own_folder().glob("*.json"))[:MOST]:
        try:
            found.append(read_recipe(path))
        except RecipeError:
            continue
    return tuple(found)


def find_recipe(name: str) -> NamedRecipe:
    """The recipe of that name, bundled or the user's own, or in the file of that name.

    Raises RecipeError where there is none, or none that can be used.
    """
    known = (*bundled_recipes(), *own_recipes())
    for recipe in known:
        if recipe.name == name:
            return recipe
    path = Path(name)
    if path.suffix == ".json" or path.is_file():
        return read_recipe(path)
    names = ", ".join(recipe.name for recipe in known)
    raise RecipeError(
        tr(
            "there is no recipe {name!r}; there are {names}, or name a .json file",
            name=name,
            names=names,
        )
    )


def read_recipe(path: Path) -> NamedRecipe:
    """The recipe in a file; RecipeError says what is wrong with it."""
    try:
        if path.stat().st_size > LARGEST:
            raise RecipeError(tr("{name} is too large for a recipe", name=path.name))
        form = _form(path.read_bytes(), path.stem)
        with_settings(Recipe(), form.recipe)
    except OSError as error:
        raise RecipeError(
            tr("{path} cannot be read: {strerror}", path=path, strerror=error.strerror)
        ) from error
    except (msgspec.MsgspecError, ValueError, OverflowError, RecursionError) as error:
        raise RecipeError(
            tr("{name} holds no recipe: {error}", name=path.name, error=error)
        ) from error
    name = path.stem.split("_", 1)[-1] if path.parent == FOLDER else path.stem
    words = form.translated.get(spoken(), form)
    return NamedRecipe(name, words.title, words.sentence, form.recipe, form.demonstration)


def write_recipe(path: Path, recipe: Recipe) -> None:
    """Write a recipe under the file's name, without what `KEPT` names. Raises OSError."""
    settings = {name: value for name, value in settings_of(recipe).items() if name not in KEPT}
    path.parent.mkdir(parents=True, exist_ok=True)
    form = msgspec.json.encode(_Form(title=path.stem, recipe=settings))
    with atomic_file(path) as file:
        file.write(msgspec.json.format(form, indent=2) + b"\n")


def _form(data: bytes, name: str) -> _Form:
    values = msgspec.json.decode(data, type=dict[str, Any])
    if "recipe" in values:
        return msgspec.convert(values, _Form)
    return _Form(title=name, recipe=values)  # the recipe.json of a run
