"""The pages that are forms: appearance, start, sound and language."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QPushButton, QSlider

from app.language import tr
from app.network.arithmetic import percent_text
from widgets import motion
from widgets.language import language_choices
from widgets.preferences.page import Page
from widgets.preferences.values import (
    LANGUAGE,
    MOTION,
    REOPEN,
    TEXT_SIZE,
    THEME,
    VOLUME,
    WELCOME,
    Preference,
)
from widgets.sound.speaker import Speaker
from widgets.text_size_menu import STEPS
from widgets.theme import type_size
from widgets.theme_menu import SCHEMES

_SAMPLE_LOSSES = (2.3, 1.2, 0.6, 0.3, 0.15)
"""A loss that is halved four times."""


class _ChoiceBox(QComboBox):
    """One of a few values of a preference."""

    def __init__(
        self, preference: Preference, choices: Sequence[tuple[object, str]], name: str
    ) -> None:
        super().__init__()
        self._preference = preference
        self.setAccessibleName(name)
        for value, words in choices:
            self.addItem(words, value)
        self.show_value()
        self.activated.connect(lambda _index: preference.change(self.currentData()))

    def show_value(self) -> None:
        self.setCurrentIndex(self.findData(self._preference.read()))


class _Tick(QCheckBox):
    """A preference that is on or off."""

    def __init__(self, preference: Preference, text: str) -> None:
        super().__init__(text)
        self._preference = preference
        self.show_value()
        self.clicked.connect(preference.change)

    def show_value(self) -> None:
        self.setChecked(self._preference.read())


class AppearancePage(Page):
    """What Convas looks like."""

    title = tr("Appearance")

    def __init__(self) -> None:
        super().__init__()
        self.theme = _ChoiceBox(THEME, SCHEMES, tr("Theme"))
        self.text_size = _ChoiceBox(
            TEXT_SIZE, [(step, percent_text(step, 0)) for step in STEPS], tr("Text size")
        )
        self.text_size.setEnabled(not type_size().least)  # a presentation has a size of its own
        self.motion = _ChoiceBox(MOTION, motion.CHOICES, tr("Motion"))
        self.form.addRow(tr("&Theme"), self.theme)
        self.form.addRow(tr("Text &size"), self.text_size)
        self.form.addRow(tr("&Motion"), self.motion)
        self.explain(
            tr(
                "Reduced motion: views jump to where they go instead of flying there, the laser "
                "pointer leaves no trail, and what you play changes at most twice a second."
            )
        )
        self.column.addStretch(1)

    def show_values(self) -> None:
        for box in (self.theme, self.text_size, self.motion):
            box.show_value()


class StartPage(Page):
    """What is there when Convas opens without a file."""

    title = tr("Start")

    def __init__(self) -> None:
        super().__init__()
        self.welcome = _Tick(WELCOME, tr("Show the &welcome page"))
        self.reopen = _Tick(REOPEN, tr("&Open the file that was used last"))
        self.column.addWidget(self.welcome)
        self.column.addWidget(self.reopen)
        self.explain(
            tr(
                "Without a file, LeNet-5 and the digits are ready to be trained. Unsaved "
                "edits of a "
                "Convas that ended unexpectedly are always offered first."
            )
        )
        self.column.addStretch(1)

    def show_values(self) -> None:
        self.welcome.show_value()
        self.reopen.show_value()


class SoundPage(Page):
    """How loud the loss is played."""

    title = tr("Sound")

    def __init__(self) -> None:
        super().__init__()
        self.volume = QSlider(Qt.Orientation.Horizontal)
        self.volume.setRange(0, 100)
        self.volume.setPageStep(10)
        self.volume.setAccessibleName(tr("Volume"))
        self.volume.valueChanged.connect(self._change)
        self._words = QLabel()
        self._words.setMinimumWidth(self._words.fontMetrics().horizontalAdvance("100 %"))
        row = QHBoxLayout()
        row.addWidget(self.volume, 1)
        row.addWidget(self._words)
        self.form.addRow(tr("&Volume"), row)
        label = self.form.labelForField(row)
        assert isinstance(label, QLabel)
        label.setBuddy(self.volume)
        self.sample = QPushButton(tr("&Play a sample"))
        self.sample.setToolTip(tr("A loss that is halved four times"))
        self.sample.setAutoDefault(False)
        self.sample.clicked.connect(self._play)
        self.column.addWidget(self.sample, 0, Qt.AlignmentFlag.AlignLeft)
        self.explain(
            tr(
                "Train ▸ Hear the loss plays a tone for the loss while training: the lower "
                "the tone, "
                "the lower the loss. Three halvings of the loss are one octave."
            )
        )
        self.column.addStretch(1)
        self._speaker: Speaker | None = None
        self.show_values()

    def show_values(self) -> None:
        self.volume.setValue(VOLUME.read())
        self._tell()

    def end(self) -> None:
        if self._speaker is not None:
            self._speaker.close()

    def _change(self, per_cent: int) -> None:
        if per_cent != VOLUME.read():
            VOLUME.change(per_cent)
        self._tell()

    def _tell(self) -> None:
        self._words.setText(f"{self.volume.value()} %")

    def _play(self) -> None:
        if self._speaker is None:
            self._speaker = Speaker(self)
            self._speaker.failed.connect(self.refused)
        self._speaker.play_losses(_SAMPLE_LOSSES)


class LanguagePage(Page):
    """Which language Convas speaks."""

    title = tr("Language")

    def __init__(self) -> None:
        super().__init__()
        self.language = _ChoiceBox(LANGUAGE, language_choices(), tr("Language"))
        self.form.addRow(tr("&Language"), self.language)
        self.explain(tr("Another language counts from the next start of Convas on."))
        self.column.addStretch(1)

    def show_values(self) -> None:
        self.language.show_value()
