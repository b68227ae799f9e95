"""The training recipe as a form."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.data.catalogue import available
from app.network.fields import values_of
from app.training.recipe import Recipe
from app.training.steps import steps_per_epoch
from widgets.document import Document
from widgets.panels.lettering import NoteLabel
from widgets.panels.settings_form import SettingsForm
from widgets.theme import GAP, font

OPTIMIZER_TITLES: Mapping[str, str] = {
    "sgd": "SGD",
    "momentum": "Momentum",
    "nesterov": "Nesterov",
    "adam": "Adam",
    "adamw": "AdamW",
    "rmsprop": "RMSprop",
}
DEVICE_TITLES: Mapping[str, str] = {
    "auto": "Automatic",
    "cpu": "Processor (CPU)",
    "cuda": "Graphics (CUDA)",
    "mps": "Graphics (Apple MPS)",
}
_WITH_MOMENTUM = ("momentum", "nesterov")
_GENERATED = "colour-shapes"


class RecipePanel(QScrollArea):
    """How the network will be trained: every setting of the document's recipe."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._infos = {info.name: info for info in available()}

        self._data = QLabel()
        self._data.setFont(font(bold=True))
        self._data.setWordWrap(True)
        self._amount = NoteLabel()
        self._locked = NoteLabel()
        self._locked.hide()
        self.form = SettingsForm(Recipe)
        self.form.name_words("optimizer", OPTIMIZER_TITLES)
        self.form.name_words("device", DEVICE_TITLES)
        # Each value makes the data set anew, so only a finished number counts.
        self.form.editor("difficulty").setKeyboardTracking(False)
        self.form.edited.connect(self._edit)
        self.defaults = QPushButton("Use the defaults")
        self.defaults.setToolTip("Every setting as Convas proposes it; the data set stays")
        self.defaults.clicked.connect(self._use_defaults)

        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(10, 10, 10, 10)
        layout.setSpacing(GAP)
        for widget in (self._data, self._amount, self._locked, self.form):
            layout.addWidget(widget)
        layout.addWidget(self.defaults, 0, Qt.AlignmentFlag.AlignRight)
        layout.addStretch(1)
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(260)
        self.setAccessibleName("Training recipe")

        document.recipe_changed.connect(self._refresh)
        self._refresh()

    def sizeHint(self) -> QSize:
        return QSize(290, 420)

    def set_enabled_for_training(self, enabled: bool) -> None:
        """Whether a run may be set up now; while one is under way its recipe stands still."""
        self.form.setEnabled(enabled)
        self.defaults.setEnabled(enabled and self._document.recipe != self._default())
        self._locked.say("" if enabled else "A run is under way. Stop it to change its recipe.")

    def _refresh(self) -> None:
        recipe = self._document.recipe
        self.form.show_values(values_of(recipe))
        self._show_amount(recipe)
        optimizer = OPTIMIZER_TITLES[recipe.optimizer]
        self.form.set_available(
            "momentum",
            recipe.optimizer in _WITH_MOMENTUM,
            f"{optimizer} does not use this setting.",
        )
        self.form.set_available(
            "difficulty",
            recipe.dataset == _GENERATED,
            f"{self._title(recipe)} is not generated, so it has no difficulty.",
        )
        self.defaults.setEnabled(self.form.isEnabled() and recipe != self._default())

    def _show_amount(self, recipe: Recipe) -> None:
        self._data.setText(self._title(recipe))
        info = self._infos.get(recipe.dataset)
        if info is None:
            self._amount.warn("There is no data set of this name. Choose one in the tool bar.")
            return
        steps = steps_per_epoch(info.train, recipe.batch_size)
        epochs = "1 epoch" if recipe.epochs == 1 else f"{recipe.epochs:,} epochs"
        self._amount.say(
            f"{info.train:,} images in batches of {recipe.batch_size:,}: {steps:,} "
            f"step{'s' if steps != 1 else ''} an epoch, {steps * recipe.epochs:,} in {epochs}"
        )

    def _title(self, recipe: Recipe) -> str:
        info = self._infos.get(recipe.dataset)
        return info.title if info else recipe.dataset

    def _default(self) -> Recipe:
        return Recipe(dataset=self._document.recipe.dataset)

    def _use_defaults(self) -> None:
        self._document.set_recipe(self._default())

    def _edit(self, setting: str, value: object) -> None:
        values: dict[str, Any] = {setting: value}
        try:
            changed = replace(self._document.recipe, **values)
        except ValueError as error:
            self.form.show_values(values_of(self._document.recipe))
            self.form.refuse(setting, str(error))
            return
        self._document.set_recipe(changed)
