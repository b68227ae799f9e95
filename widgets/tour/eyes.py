"""What the window shows, read as somebody in front of it would: numbers in its words."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QHelpEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QToolTip, QWidget

from widgets.canvas.pixel import Pixel, rects_of
from widgets.lens.view import Lens
from widgets.surgery.kernel_dialog import KernelDialog
from widgets.tour.stage import Stage, TourError

_SIZE = r"\d[\d,]*(?:\.\d+)?(?:e[−+]?\d+)?"
_NUMBER = re.compile(rf"(−?)(?:(?:({_SIZE})·)?10([⁻⁰¹²³⁴⁵⁶⁷⁸⁹]+)|({_SIZE}))")
_RAISED = str.maketrans("⁻⁰¹²³⁴⁵⁶⁷⁸⁹", "-0123456789")
_SOON = 20.0
"""Seconds in which a number must have come."""
NEAR = 2.2
"""A zoom at which every channel of a card can be pointed at, and its pixels clicked."""

Table = Sequence[Sequence[float]]


def numbers(text: str) -> list[float]:
    """All numbers in a text of the window: "−1,020", "3.1e−05", "5·10⁻⁴"."""
    found = []
    for minus, mantissa, power, plain in _NUMBER.findall(text):
        digits = (plain or mantissa or "1").replace(",", "").replace("−", "-")
        size = float(digits) * 10.0 ** int(power.translate(_RAISED) or 0)
        found.append(-size if minus else size)
    return found


def number(text: str) -> float:
    """The first number in a text of the window; TourError where there is none."""
    found = numbers(text)
    if not found:
        raise TourError(f"there is no number in {text!r}")
    return found[0]


def is_shown_as(shown: float, stated: float) -> bool:
    """Whether a number of three digits on the screen can be the stated one."""
    return math.isclose(shown, stated, rel_tol=5e-3, abs_tol=6e-4)


# The canvas


def go_near(stage: Stage, layer: str, zoom: float = NEAR) -> None:
    """Go to a card until every channel of it is seen, and wait for its maps."""
    stage.canvas.go_to(layer)
    stage.canvas.set_zoom(zoom)
    stage.canvas.go_to(layer)
    stage.until(lambda: stage.maps_are_shown, f"the maps of {layer} are shown")
    card = stage.canvas.canvas_scene.card_of(layer)
    stage.until(lambda: card.picture is not None, f"the card of {layer} has its maps")


def place_of(stage: Stage, pixel: Pixel) -> QPoint:
    """Where the canvas shows a number."""
    card = stage.canvas.canvas_scene.card_picturing(pixel.layer)
    if card is not None:
        for rect in rects_of(card, pixel.at, stage.canvas.zoom, pixel.channel)[:1]:
            return stage.on_screen(rect.center())
    raise TourError(f"the canvas shows no {pixel}")


def read_line(stage: Stage, pixel: Pixel) -> str:
    """The line in the canvas's corner while the mouse is on a number."""
    stage.hover(stage.canvas.viewport(), place_of(stage, pixel))
    return stage.canvas.overlays.readout


def read_pixel(stage: Stage, pixel: Pixel) -> float:
    """The number under the mouse, as the canvas tells it."""
    words = read_line(stage, pixel)
    place, equals, value = words.partition(" = ")
    if not equals or not place.startswith(f"{pixel.layer} "):
        raise TourError(f"the canvas tells {words!r} where {pixel} is")
    return number(value)


def read_map(
    stage: Stage, layer: str, rows: int, columns: int, channel: int = 0
) -> list[list[float]]:
    """All numbers of one channel of a card that `go_near` went to, one after the other."""
    return [
        [read_pixel(stage, Pixel(layer, channel, row, column)) for column in range(columns)]
        for row in range(rows)
    ]


def await_map(stage: Stage, layer: str, stated: Table, channel: int = 0) -> None:
    """Wait until the canvas shows the lecture's numbers; TourError tells what it shows instead."""
    rows, columns = len(stated), len(stated[0])
    shown: list[list[float]] = []

    def is_there() -> bool:
        shown[:] = read_map(stage, layer, rows, columns, channel)
        pairs = zip(_flat(shown), _flat(stated), strict=True)
        return all(is_shown_as(*pair) for pair in pairs)

    try:
        stage.until(is_there, "", patience=_SOON)
    except TourError as error:
        if shown:
            words = f"{layer} shows {shown}, and not {[list(row) for row in stated]} as stated"
            raise TourError(words) from error
        raise


def _flat(table: Table) -> list[float]:
    return [value for row in table for value in row]


def expect_shape(stage: Stage, layer: str, shape: str) -> None:
    """The card of a layer must say this shape."""
    said = stage.canvas.canvas_scene.card_of(layer).facts.shape_text
    stage.expect(said == shape, f"the card of {layer} says {said}, and not {shape} as stated")


# The lens


def lens_of(stage: Stage) -> Lens:
    """The window's lens."""
    assert stage.window.insides is not None
    return stage.window.insides.lens


def open_lens(stage: Stage, pixel: Pixel) -> Lens:
    """Click a number of a card that `go_near` went to, and wait for its arithmetic."""
    lens = lens_of(stage)
    stage.click(stage.canvas.viewport(), place_of(stage, pixel))
    stage.until(
        lambda: lens.pixel == pixel and bool(lens.picture.accessibleDescription()),
        f"the lens shows {pixel}",
        patience=_SOON,
    )
    return lens


def tool_tip(widget: QWidget, at: QPoint) -> str:
    """What a widget says about the place under the mouse."""
    QToolTip.hideText()
    everywhere = widget.mapToGlobal(at)
    QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, at, everywhere))
    words = QToolTip.text()
    QToolTip.hideText()
    return words


def type_kernel(stage: Stage, pixel: Pixel, text: str) -> None:
    """Open the lens on a number, type a kernel for its filter and keep it."""
    lens = open_lens(stage, pixel)
    stage.key(lens, Qt.Key.Key_K)
    dialog = stage.visible(KernelDialog)
    assert isinstance(dialog, KernelDialog)
    dialog.text.setFocus()
    dialog.text.selectAll()
    QTest.keyClicks(dialog.text, text)
    stage.expect(not dialog.problem.text(), f"the kernel {text!r} is taken")
    keep_kernel(stage, dialog)


def products(stage: Stage, channels: int, rows: int, columns: int) -> list[float]:
    """The products of the lens, as the cells of a kernel of this shape tell them."""
    picture = lens_of(stage).picture
    found = []
    for channel in range(channels):
        for row in range(rows):
            for column in range(columns):
                place = picture.place_of((channel, row, column))
                if place is not None:
                    found.append(number(tool_tip(picture, place.center()).partition(" = ")[2]))
    return found


def bias_of(formula: str) -> float:
    """The last term of a sum in words: "… + 0.03 = 0.2"."""
    *_, sign, value = formula.rpartition(" = ")[0].split(" ")
    return number(value) * (-1 if sign == "−" else 1)


def keep_kernel(stage: Stage, dialog: KernelDialog) -> None:
    """Press the dialog's button to keep what was typed or chosen."""
    buttons = dialog.findChild(QDialogButtonBox)
    assert buttons is not None
    stage.click(buttons.button(QDialogButtonBox.StandardButton.Ok))
    stage.settle()


def close_lens(stage: Stage) -> None:
    """Close the lens, so that the canvas is free."""
    stage.key(lens_of(stage), Qt.Key.Key_Escape)
