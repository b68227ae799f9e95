"""The training recipe as a form, in sections, with the named recipes above it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import (
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.data.catalogue import available
from app.data.dataset import DatasetInfo
from app.language import tr
from app.network.fields import fields_of, values_of
from app.training.initialisation import INITIALISED_KINDS
from app.training.named_recipes import NamedRecipe, bundled_recipes
from app.training.recipe import CHANGEABLE, SECTIONS, Recipe, unused_settings
from app.training.steps import steps_per_epoch
from widgets.document import Document
from widgets.panels.augmentation_form import AugmentationForm
from widgets.panels.layer_starts import LayerStarts
from widgets.panels.lettering import NoteLabel, heading
from widgets.panels.rate_preview import RatePreview
from widgets.panels.recipe_menu import RecipeMenu
from widgets.panels.section import Section
from widgets.panels.setting_editors import real_text
from widgets.panels.settings_form import SettingsForm
from widgets.theme import GAP, font

OPTIMIZER_TITLES: Mapping[str, str] = {
    "sgd": "SGD",
    "momentum": tr("Momentum"),
    "nesterov": tr("Nesterov"),
    "adam": "Adam",
    "adamw": "AdamW",
    "rmsprop": "RMSprop",
}
PREPROCESSING_TITLES: Mapping[str, str] = {
    "none": tr("None"),
    "bytes": tr("None, 0 to 255"),
    "channel_mean": tr("Mean of channels"),
    "pixel_mean": tr("Mean image"),
    "standardise": tr("Standardise"),
    "pca_whitening": tr("PCA whitening"),
    "zca_whitening": tr("ZCA whitening"),
}
SCHEDULE_TITLES: Mapping[str, str] = {
    "linear": tr("Linear to zero"),
    "constant": tr("Constant"),
    "step": tr("In steps"),
    "cosine": tr("Cosine"),
    "one_cycle": tr("One cycle"),
    "plateau": tr("On a plateau"),
}
ORDER_TITLES: Mapping[str, str] = {"shuffled": tr("Shuffled"), "by_class": tr("Class by class")}
LOSS_TITLES: Mapping[str, str] = {"cross_entropy": tr("Cross-entropy"), "mse": tr("Squared error")}
INITIALISATION_TITLES: Mapping[str, str] = {
    "pytorch": tr("PyTorch's"),
    "zeros": tr("All zero"),
    "constant": tr("Constant"),
    "small_gaussian": tr("Small Gaussian"),
    "xavier": tr("Xavier"),
    "he": "He",
}
DEVICE_TITLES: Mapping[str, str] = {
    "auto": tr("Automatic"),
    "cpu": tr("Processor (CPU)"),
    "cuda": tr("Graphics (CUDA)"),
    "mps": tr("Graphics (Apple MPS)"),
}
_TITLES: Mapping[str, str] = {
    "whitening_epsilon": tr("epsilon"),
    "warm_up_epochs": tr("warm-up"),
    "decay_factor": tr("times"),
    "decay_every": tr("every"),
    "plateau_patience": tr("patience"),
    "weight_decay": tr("weight decay (L2)"),
    "clip_norm": tr("clip gradient at"),
    "stop_patience": tr("stop early after"),
    "restore_best": tr("keep best weights"),
    "initialisation": tr("first weights"),
    "initial_value": tr("value"),
}
_SECTION_TITLES: Mapping[str, str] = {
    "Preprocessing": tr("Preprocessing"),
    "Augmentation": tr("Augmentation"),
    "Optimiser": tr("Optimiser"),
    "Schedule": tr("Schedule"),
    "Regularisation": tr("Regularisation"),
    "Loss": tr("Loss"),
    "Initialisation": tr("Initialisation"),
    "Run": tr("Run"),
}
"""What stands over the sections of the recipe, and over the augmentation."""
_OPEN_AT_FIRST = ("Optimiser", "Schedule", "Run")
_UNDER_WAY = tr("A run is under way: stop it to change this.")


class RecipePanel(QScrollArea):
    """How the network will be trained: every setting of the document's recipe.

    Settings that make no difference as the others are chosen are hidden. While a run is under way
    only those may be changed that it can take over.
    """

    preview_wanted = Signal()
    """The user wants to see what preprocessing and augmentation do."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._infos = {info.name: info for info in available()}
        self._training = False

        self._data = QLabel()
        self._data.setFont(font(bold=True))
        self._data.setWordWrap(True)
        self._amount = NoteLabel()
        self._locked = NoteLabel()
        self._locked.hide()
        self.note = NoteLabel()
        """What is said about the recipe that was chosen, or why a file could not be used."""
        self.note.hide()
        self.menu = RecipeMenu(self)
        self.menu.chosen.connect(self._choose)
        self.menu.defaults_wanted.connect(self._use_defaults)
        self.menu.save_wanted.connect(lambda: self.menu.ask_where_to_save(self._document.recipe))
        self.menu.refused.connect(self.note.warn)
        self.recipes = QToolButton()
        self.recipes.setMenu(self.menu)
        self.recipes.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.recipes.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.recipes.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.recipes.setAccessibleName(tr("Named recipes"))
        self.preview = RatePreview()
        self.augmentation = AugmentationForm()
        self.augmentation.edited.connect(lambda how: self._edit("augmentation", how))
        self.see_images = QPushButton(tr("Preview…"))
        self.see_images.setToolTip(tr("See what preprocessing and augmentation do to the images"))
        self.see_images.clicked.connect(self.preview_wanted)
        self.layer_starts = LayerStarts(INITIALISATION_TITLES)
        self.layer_starts.edited.connect(lambda layers: self._edit("layer_initialisations", layers))

        self.forms = {title: self._form(names) for title, names in SECTIONS.items()}
        self.sections = {
            name: Section(
                title, self._content(name), f"recipe/{name}", opened=name in _OPEN_AT_FIRST
            )
            for name, title in _SECTION_TITLES.items()
        }
        self._name_words()
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(10, 10, 10, 10)
        layout.setSpacing(GAP)
        for widget in (self.recipes, self.note, self._data, self._amount, self._locked):
            layout.addWidget(widget)
        for section in self.sections.values():
            layout.addWidget(section)
        layout.addStretch(1)
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(260)
        self.setAccessibleName(tr("Training recipe"))

        document.recipe_changed.connect(self._refresh)
        document.network_changed.connect(self._show_layers)
        document.selection_changed.connect(self._show_layers)
        self._refresh()

    def sizeHint(self) -> QSize:
        return QSize(300, 460)

    def editor(self, name: str) -> Any:
        """The widget that edits a setting."""
        return self._form_of(name).editor(name)

    def shows(self, name: str) -> bool:
        """Whether a setting is among those that matter now."""
        return self._form_of(name).shows(name)

    def set_enabled_for_training(self, enabled: bool) -> None:
        """Whether a run may be set up now; one that is under way takes over only some settings."""
        if self._training == (not enabled):
            return
        self._training = not enabled
        self._lock()

    # Making it

    def _form(self, names: tuple[str, ...]) -> SettingsForm:
        form = SettingsForm(Recipe, names=names, titles=_TITLES)
        form.edited.connect(self._edit)
        return form

    def _content(self, title: str) -> QWidget:
        content = QWidget()
        layout = QVBoxLayout(content)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(GAP // 2)
        layout.addWidget(self.augmentation if title == "Augmentation" else self.forms[title])
        if title == "Augmentation":
            layout.addWidget(self.see_images)
        elif title == "Schedule":
            layout.addWidget(heading(tr("learning rate by epoch")))
            layout.addWidget(self.preview)
        elif title == "Initialisation":
            layout.addWidget(self.layer_starts)
        return content

    def _name_words(self) -> None:
        for name, titles in (
            ("preprocessing", PREPROCESSING_TITLES),
            ("optimizer", OPTIMIZER_TITLES),
            ("schedule", SCHEDULE_TITLES),
            ("order", ORDER_TITLES),
            ("loss", LOSS_TITLES),
            ("initialisation", INITIALISATION_TITLES),
            ("device", DEVICE_TITLES),
        ):
            self._form_of(name).name_words(name, titles)
        # Each value makes the data set anew, so only a finished number counts.
        self.editor("difficulty").setKeyboardTracking(False)
        width = max(form.label_width() for form in self.forms.values())
        for form in self.forms.values():
            form.align_labels(width)

    def _form_of(self, name: str) -> SettingsForm:
        return next(self.forms[title] for title, names in SECTIONS.items() if name in names)

    # Following the document

    def _refresh(self) -> None:
        recipe = self._document.recipe
        unused = unused_settings(recipe)
        values = values_of(recipe)
        for title, names in SECTIONS.items():
            form = self.forms[title]
            form.show_values({name: values[name] for name in names})
            for name in names:
                if form.shows(name) == (name in unused):
                    form.set_shown(name, name not in unused)
        self.note.say("")  # it was about the recipe as it was
        self.augmentation.show_augmentation(recipe.augmentation, recipe.dataset)
        self._show_amount(recipe)
        self._show_name(recipe)
        self._show_summaries(recipe)
        self._show_layers()

    def know_dataset(self, info: DatasetInfo) -> None:
        """Tell of a data set as it was loaded: which there are, and how many images, may change."""
        self._infos[info.name] = info
        self._show_amount(self._document.recipe)

    def _show_amount(self, recipe: Recipe) -> None:
        info = self._infos.get(recipe.dataset)
        self._data.setText(info.title if info else recipe.dataset)
        if info is None:
            self._amount.warn(tr("There is no data set of this name. Choose one in the tool bar."))
            self.preview.show_recipe(recipe, 100)
            return
        if not info.train:
            self._amount.say(tr("How many images there are is known once they are read."))
            self.preview.show_recipe(recipe, 100)
            return
        steps = steps_per_epoch(info.train, recipe.batch_size)
        epochs = (
            tr("1 epoch") if recipe.epochs == 1 else tr("{epochs:,} epochs", epochs=recipe.epochs)
        )
        self._amount.say(
            tr(
                "{train:,} images in batches of {batch_size:,}: {steps} an epoch, "
                "{all:,} in {epochs}",
                train=info.train,
                batch_size=recipe.batch_size,
                steps=tr("1 step") if steps == 1 else tr("{steps:,} steps", steps=steps),
                all=steps * recipe.epochs,
                epochs=epochs,
            )
        )
        self.preview.show_recipe(recipe, steps)

    def _show_name(self, recipe: Recipe) -> None:
        named = next((n for n in bundled_recipes() if n.applied_to(recipe) == recipe), None)
        self.recipes.setText(
            tr("Recipe: {title}", title=named.title) if named else tr("Recipe: your own settings")
        )
        said = named.sentence if named else tr("These settings are those of no named recipe.")
        self.recipes.setToolTip(tr("{said}\nChoose, save or open a recipe here.", said=said))

    def _show_summaries(self, recipe: Recipe) -> None:
        used = set(values_of(recipe)) - unused_settings(recipe)
        regularised = {
            "weight_decay": f"L2 {real_text(recipe.weight_decay)}",
            "l1": f"L1 {real_text(recipe.l1)}",
            "clip_norm": tr("clip {real}", real=real_text(recipe.clip_norm)),
            "stop_patience": tr("stop {stop_patience}", stop_patience=recipe.stop_patience),
            "restore_best": tr("best"),
        }
        smoothed = recipe.label_smoothing and "label_smoothing" in used
        layers = len(recipe.layer_initialisations)
        words = {
            "Preprocessing": (PREPROCESSING_TITLES[recipe.preprocessing],),
            "Augmentation": (recipe.augmentation.in_words or tr("none"),),
            "Optimiser": (
                OPTIMIZER_TITLES[recipe.optimizer],
                real_text(recipe.learning_rate),
                *((tr("class by class"),) if recipe.order == "by_class" else ()),
            ),
            "Schedule": (SCHEDULE_TITLES[recipe.schedule],),
            "Regularisation": tuple(
                text for name, text in regularised.items() if getattr(recipe, name)
            )
            or (tr("none"),),
            "Loss": (LOSS_TITLES[recipe.loss], *((tr("smoothed"),) if smoothed else ())),
            "Initialisation": (
                INITIALISATION_TITLES[recipe.initialisation],
                *((tr("{layers} other", layers=layers),) if layers else ()),
            ),
            "Run": (
                tr("{epochs:,} epochs", epochs=recipe.epochs),
                tr("seed {seed}", seed=recipe.seed),
            ),
        }
        for title, section in self.sections.items():
            section.summarise(" · ".join(words.get(title, ())))

    def _show_layers(self) -> None:
        layers = self._document.network.layers
        drawn = [name for name, layer in layers.items() if layer.kind in INITIALISED_KINDS]
        self.layer_starts.show_layers(
            drawn,
            self._document.recipe.layer_initialisations,
            sorted(self._document.selection),
        )

    def _lock(self) -> None:
        for field in fields_of(Recipe):
            if any(field.name in names for names in SECTIONS.values()):
                free = not self._training or field.name in CHANGEABLE
                self._form_of(field.name).set_available(field.name, free, _UNDER_WAY)
        for name in CHANGEABLE:  # the 1 of a typed 1e-4 must not reach the run
            self.editor(name).setKeyboardTracking(not self._training)
        self.recipes.setEnabled(not self._training)
        self.layer_starts.setEnabled(not self._training)
        self.augmentation.set_free(not self._training)
        self._locked.say(
            tr(
                "A run is under way: what can be changed now counts from the next step on. "
                "Stop it to change the rest."
            )
            if self._training
            else ""
        )

    # What the user does

    def _choose(self, named: NamedRecipe) -> None:
        recipe = named.applied_to(self._document.recipe)
        self._document.set_recipe(recipe, tr("Use recipe {title}", title=named.title))
        self.note.say(named.sentence)

    def _use_defaults(self) -> None:
        default = Recipe(dataset=self._document.recipe.dataset)
        self._document.set_recipe(default, tr("Use the default recipe"))

    def _edit(self, setting: str, value: object) -> None:
        values: dict[str, Any] = {setting: value}
        try:
            changed = replace(self._document.recipe, **values)
        except ValueError as error:
            self._refresh()
            self._form_of(setting).refuse(setting, str(error))
            return
        self._document.set_recipe(changed)
