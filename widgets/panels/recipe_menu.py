"""The menu of recipes with a name: choose one, keep one, read one from a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QMenu, QWidget

from app.language import tr
from app.training.named_recipes import (
    NamedRecipe,
    bundled_recipes,
    own_folder,
    own_recipes,
    read_recipe,
    write_recipe,
)
from app.training.recipe import Recipe, RecipeError

_FILES = tr("Recipes (*.json);;All files (*)")


class RecipeMenu(QMenu):
    """Filled anew whenever it opens, for the user's own recipes are files that come and go."""

    chosen = Signal(object)
    """A `NamedRecipe`."""
    defaults_wanted = Signal()
    save_wanted = Signal()
    refused = Signal(str)
    """A file could not be read or written; the text says why."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setToolTipsVisible(True)
        self.aboutToShow.connect(self.fill)

    def fill(self) -> None:
        """Put in what there is now."""
        self.clear()
        bundled = bundled_recipes()
        self._add([recipe for recipe in bundled if not recipe.demonstration])
        self.addSection(tr("To show in a lecture"))
        self._add([recipe for recipe in bundled if recipe.demonstration])
        if own := own_recipes():
            self.addSection(tr("My recipes"))
            self._add(own)
        self.addSeparator()
        self.addAction(tr("Use the defaults")).triggered.connect(self.defaults_wanted)
        self.addSeparator()
        self.addAction(tr("Save as my recipe…")).triggered.connect(self.save_wanted)
        self.addAction(tr("Open a recipe file…")).triggered.connect(self._ask_what_to_open)

    def _add(self, recipes: Sequence[NamedRecipe]) -> None:
        for recipe in recipes:
            action = self.addAction(recipe.title)
            action.setToolTip(recipe.sentence or recipe.name)
            action.triggered.connect(lambda _checked=False, recipe=recipe: self.chosen.emit(recipe))

    def ask_where_to_save(self, recipe: Recipe) -> None:
        """Ask for a file and write the recipe into it; those in the first folder are listed."""
        own_folder().mkdir(parents=True, exist_ok=True)
        name, _ = QFileDialog.getSaveFileName(
            self.parentWidget(), tr("Save recipe"), str(own_folder() / "my-recipe.json"), _FILES
        )
        if name:
            self.save(Path(name), recipe)

    def save(self, path: Path, recipe: Recipe) -> None:
        """Write the recipe into a file, with its ending."""
        try:
            write_recipe(path.with_suffix(".json"), recipe)
        except OSError as error:
            self.refused.emit(
                tr("{name} cannot be written: {strerror}", name=path.name, strerror=error.strerror)
            )

    def _ask_what_to_open(self) -> None:
        folder = own_folder() if own_folder().is_dir() else Path.home()
        name, _ = QFileDialog.getOpenFileName(
            self.parentWidget(), tr("Open recipe"), str(folder), _FILES
        )
        if name:
            self.open(Path(name))

    def open(self, path: Path) -> None:
        """Choose the recipe in a file."""
        try:
            self.chosen.emit(read_recipe(path))
        except RecipeError as error:
            self.refused.emit(str(error))
