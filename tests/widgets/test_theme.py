"""Colours and type: readable, and switched at run time."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QImage, QPalette, QRegion
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPushButton,
    QSlider,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from app.network.layers import LAYER_KINDS
from tests.widgets.contrast import contrast
from widgets.theme import (
    CONTRAST,
    DARK,
    FAMILY_COLOURS,
    LIGHT,
    ON_FAMILY,
    Theme,
    apply_theme,
    family_colour,
    font,
    palette_of,
    theme,
)

SCHEMES = {"light": LIGHT, "dark": DARK, "contrast": CONTRAST}


@pytest.fixture(autouse=True)
def back_to_light(qapp: QApplication) -> Iterator[None]:
    yield
    apply_theme(qapp, "light")


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=SCHEMES.keys())
@pytest.mark.parametrize("text", ["text", "faint_text", "error", "warning", "good"])
@pytest.mark.parametrize("ground", ["window", "canvas", "card"])
def test_text_can_be_read_on_every_ground(scheme: Theme, text: str, ground: str) -> None:
    assert contrast(scheme.colour(text), scheme.colour(ground)) >= 4.5


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=SCHEMES.keys())
def test_the_name_of_a_block_can_be_read_on_its_header(scheme: Theme) -> None:
    assert contrast(scheme.colour("text"), scheme.colour("block")) >= 7


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=SCHEMES.keys())
def test_text_on_buttons_and_selections_can_be_read(scheme: Theme, qapp: QApplication) -> None:
    apply_theme(qapp, next(name for name, each in SCHEMES.items() if each is scheme))
    palette = qapp.palette()
    role = QPalette.ColorRole
    for text, ground in (
        (role.ButtonText, role.Button),
        (role.HighlightedText, role.Highlight),
        (role.ToolTipText, role.ToolTipBase),
        (role.Text, role.AlternateBase),
        (role.PlaceholderText, role.Base),
        (role.Link, role.Window),
    ):
        assert contrast(palette.color(text), palette.color(ground)) >= 4.5, (text, ground)


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=SCHEMES.keys())
@pytest.mark.parametrize("line", ["wire", "selection", "train_line", "validation_line"])
def test_lines_stand_out_from_the_canvas(scheme: Theme, line: str) -> None:
    assert contrast(scheme.colour(line), scheme.colour("canvas")) >= 3.0


@pytest.mark.parametrize("family", sorted({kind.family for kind in LAYER_KINDS}))
def test_every_family_has_a_colour_that_carries_white_text(family: str) -> None:
    assert contrast(QColor(FAMILY_COLOURS[family]), QColor(ON_FAMILY)) >= 4.5
    assert family_colour(family) == QColor(FAMILY_COLOURS[family])


def test_the_scheme_in_force_and_qts_palette_change_together(qapp: QApplication) -> None:
    apply_theme(qapp, "dark")
    assert theme() is DARK
    assert qapp.palette().color(QPalette.ColorRole.Window) == DARK.colour("window")
    apply_theme(qapp, "light")
    assert theme() is LIGHT
    assert qapp.palette().color(QPalette.ColorRole.Window) == LIGHT.colour("window")


@pytest.mark.parametrize("text", ["text", "faint_text", "error", "warning", "good", "selection"])
@pytest.mark.parametrize("ground", ["window", "canvas", "card", "button"])
def test_high_contrast_is_stricter_than_the_other_themes(text: str, ground: str) -> None:
    assert contrast(CONTRAST.colour(text), CONTRAST.colour(ground)) >= 7


def test_the_systems_choice_is_one_of_ours(qapp: QApplication) -> None:
    apply_theme(qapp, "system")
    assert theme() in SCHEMES.values()


def test_disabled_text_is_fainter(qapp: QApplication) -> None:
    palette = qapp.palette()
    role, group = QPalette.ColorRole.WindowText, QPalette.ColorGroup
    assert palette.color(group.Disabled, role) != palette.color(group.Active, role)


def test_on_dark_ground_the_line_below_tabs_is_as_faint_as_edges() -> None:
    assert palette_of(DARK).color(QPalette.ColorRole.Light) == DARK.colour("card_border")


def test_a_font_has_the_size_and_weight_that_was_asked_for() -> None:
    assert font(13, bold=True).pointSizeF() == 13
    assert font(13, bold=True).bold()
    assert "monospace" in font(monospace=True).families()


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=SCHEMES.keys())
def test_a_box_that_is_not_ticked_can_be_seen(qapp: QApplication, scheme: Theme) -> None:
    """Its outline has the contrast that WCAG 2.2 asks of controls."""
    apply_theme(qapp, next(name for name, each in SCHEMES.items() if each is scheme))
    box = QCheckBox("Log loss")
    box.ensurePolished()
    box.resize(box.sizeHint())
    ground = QImage(box.size(), QImage.Format.Format_RGB32)
    ground.fill(scheme.colour("window"))
    box.render(ground, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)
    edge = max(
        contrast(ground.pixelColor(x, ground.height() // 2), scheme.colour("window"))
        for x in range(4)
    )
    assert edge >= 3


@pytest.mark.parametrize("scheme", SCHEMES.values(), ids=SCHEMES.keys())
def test_the_groove_and_the_ticks_of_a_slider_can_be_seen(
    qapp: QApplication, scheme: Theme
) -> None:
    """They have the contrast that WCAG 2.2 asks of controls; the handle is at the left end."""
    apply_theme(qapp, next(name for name, each in SCHEMES.items() if each is scheme))
    slider = QSlider(Qt.Orientation.Horizontal)
    slider.setTickPosition(QSlider.TickPosition.TicksBelow)
    slider.setTickInterval(1)
    slider.setRange(0, 4)
    slider.ensurePolished()
    slider.resize(200, slider.sizeHint().height())
    ground = QImage(slider.size(), QImage.Format.Format_RGB32)
    ground.fill(scheme.colour("window"))
    slider.render(ground, QPoint(), QRegion(), QWidget.RenderFlag.DrawChildren)

    def strongest(across: range, down: range) -> float:
        window = scheme.colour("window")
        return max(contrast(ground.pixelColor(x, y), window) for x in across for y in down)

    foot = slider.height() - 3
    assert strongest(range(115, 130), range(foot)) >= 3
    assert strongest(range(30, 170), range(foot, slider.height())) >= 3


def test_in_high_contrast_a_field_and_a_button_have_an_edge_that_can_be_seen(
    qapp: QApplication, qtbot: QtBot
) -> None:
    apply_theme(qapp, "contrast")
    for widget in (QLineEdit(), QPushButton("Press"), QSpinBox(), QComboBox()):
        qtbot.addWidget(widget)
        widget.show()
        picture = widget.grab().toImage()
        edge = picture.pixelColor(0, picture.height() // 2)
        assert contrast(edge, CONTRAST.colour("window")) >= 3, type(widget).__name__
