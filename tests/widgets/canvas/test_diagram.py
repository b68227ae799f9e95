"""Diagrams: what is on them, how large they are, and that they look the same whatever happens."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import numpy as np
import pytest
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication

from app.network.analysis import explain
from app.network.blocks import CollapseBlocks, GroupLayers
from app.network.edits import Disconnect, RemoveLayers, RenameLayer
from app.network.graph import Network
from app.training.recipe import Recipe
from tests.widgets.canvas.conftest import small_network
from widgets.canvas.diagram import (
    Diagram,
    DiagramError,
    Form,
    Look,
    drawing,
    drawn,
    size_text,
)
from widgets.canvas.map_picture import MapPicture
from widgets.canvas.placing import CARD
from widgets.canvas.scene import CanvasScene
from widgets.document import Document
from widgets.theme import DARK, FAMILY_COLOURS, LIGHT, apply_theme, theme

CARDS = Look()
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def scene(document: Document) -> CanvasScene:
    return CanvasScene(document, document)


def svg(scene: CanvasScene, look: Look = CARDS, names: frozenset[str] = frozenset()) -> str:
    return drawn(Diagram(scene, look, names), "svg").decode()


def words(text: str) -> list[str]:
    return [(node.text or "").strip() for node in ElementTree.fromstring(text).iter(f"{SVG}text")]


def png(scene: CanvasScene, look: Look = CARDS, scale: float = 1) -> QImage:
    image = QImage.fromData(drawn(Diagram(scene, look), "png", scale))
    assert not image.isNull()
    return image


def test_an_svg_holds_every_word_of_the_cards_as_text(scene: CanvasScene) -> None:
    found = words(svg(scene))
    for word in ("input", "conv1", "Conv2d", "6 · 5×5 · s1 p0", "6×24×24", "156 parameters"):
        assert word in found


def test_a_pdf_is_one_page_as_large_as_the_diagram(scene: CanvasScene) -> None:
    diagram = Diagram(scene)
    content = drawn(diagram, "pdf")
    assert content.startswith(b"%PDF-")
    assert len(re.findall(rb"/Type\s*/Page\b", content)) == 1
    (box,) = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", content)
    assert [float(side) for side in box] == pytest.approx(
        [diagram.bounds.width() / 2, diagram.bounds.height() / 2], abs=1
    )
    assert b"/FontFile" in content  # the letters are there, not pictures of them


def test_a_png_has_its_scale_in_pixels(scene: CanvasScene) -> None:
    diagram = Diagram(scene)
    for scale in (1, 3):
        image = png(scene, scale=scale)
        assert image.size() == diagram.bounds.size().toSize() * scale
        assert size_text(diagram, "png", scale) == (
            f"{image.width():,} × {image.height():,} pixels"
        )


def test_the_page_is_tight(scene: CanvasScene) -> None:
    image = png(scene)
    background = QColor("#ffffff").rgb()
    used = np.array(
        [
            [image.pixel(x, y) != background for x in range(image.width())]
            for y in range(image.height())
        ]
    )
    rows, columns = np.flatnonzero(used.any(1)), np.flatnonzero(used.any(0))
    margins = (rows[0], columns[0], len(used) - 1 - rows[-1], image.width() - 1 - columns[-1])
    assert all(0 < margin <= 16 for margin in margins)


@pytest.mark.parametrize("form", ["svg", "png"])  # a PDF has a number of its own each time
def test_what_belongs_to_the_moment_is_not_drawn(
    qapp: QApplication, document: Document, scene: CanvasScene, form: Form
) -> None:
    plain = drawn(Diagram(scene, Look("blocks")), form)
    document.select({"conv1", "relu1"})
    scene.cards["pool1"].show_state(hovered=True, marked=True, hot_port="in")
    apply_theme(qapp, "dark")
    again = drawn(Diagram(scene, Look("blocks")), form)
    assert again == plain
    assert theme() is DARK
    assert scene.cards["conv1"].selected
    assert scene.cards["pool1"].hovered


def test_problems_are_not_marked_in_a_diagram(document: Document, scene: CanvasScene) -> None:
    document.apply(RemoveLayers(frozenset({"flatten1"})))
    assert document.analysis.errors
    for detail in ("cards", "arithmetic", "pictures", "blocks"):
        assert LIGHT.error not in svg(scene, Look(detail))  # type: ignore[arg-type]
    assert scene.cards["fc1"].facts.problems


def test_a_selection_is_drawn_with_the_wires_between_it(scene: CanvasScene) -> None:
    whole, part = Diagram(scene), Diagram(scene, Look(), frozenset({"conv1", "relu1"}))
    assert part.bounds.width() < whole.bounds.width()
    found = words(svg(scene, Look(), frozenset({"conv1", "relu1"})))
    assert {"conv1", "relu1"} <= set(found)
    assert not {"input", "pool1", "fc1"} & set(found)
    assert found.count("6×24×24") == 2  # the sizes on the two cards; the wire's is in three lines
    assert "24×" in found


def test_the_ground_is_white_or_transparent(scene: CanvasScene) -> None:
    assert QColor(png(scene).pixelColor(0, 0)) == QColor("#ffffff")
    assert png(scene, Look(transparent=True)).pixelColor(0, 0).alpha() == 0
    assert len(svg(scene, Look(transparent=True))) < len(svg(scene))


def test_blocks_show_names_in_the_colours_of_the_families(scene: CanvasScene) -> None:
    text = svg(scene, Look("blocks"))
    assert "conv1" in words(text)
    assert "Conv2d" not in words(text)
    assert FAMILY_COLOURS["convolution"] in text


def test_arithmetic_stands_on_the_cards(document: Document, scene: CanvasScene) -> None:
    found = words(svg(scene, Look("arithmetic")))
    assert "(28 − 5)/1 + 1 = 24" in found
    assert "(28 − 5)/1 + 1 = 24" not in words(svg(scene))
    explained = {line.key: line.arithmetic for line in explain(document.analysis.layers["conv1"])}
    assert explained["parameters"] in found
    features = {line.key: line.arithmetic for line in explain(document.analysis.layers["flatten1"])}
    assert features["features"] in found


def test_a_long_name_on_a_block_is_broken_at_its_underscores(
    document: Document, scene: CanvasScene
) -> None:
    document.apply(RenameLayer("conv1", "stage1_block2_downsample_conv"))
    found = words(svg(scene, Look("blocks")))
    assert {"stage1_", "block2_", "downsample_", "conv"} <= set(found)


def test_a_collapsed_block_is_one_card_and_an_open_one_a_frame(
    document: Document, scene: CanvasScene
) -> None:
    document.apply(GroupLayers(frozenset({"conv1", "relu1"}), "stage1"))
    opened = words(svg(scene))
    assert {"stage1", "conv1", "relu1"} <= set(opened)
    document.apply(CollapseBlocks(frozenset({"stage1"})))
    collapsed = words(svg(scene))
    assert {"stage1", "2 layers", "6×24×24"} <= set(collapsed)
    assert not {"conv1", "relu1"} & set(collapsed)


def test_live_pictures_are_on_the_cards_that_have_one(scene: CanvasScene) -> None:
    text = svg(scene, Look("pictures"))
    assert "<image" not in text
    scene.cards["conv1"].show_picture(MapPicture(np.ones((6, 24, 24), np.float32)))
    assert "<image" in svg(scene, Look("pictures"))
    assert "<image" not in svg(scene)


def test_words_stay_inside_their_cards_however_long(document: Document, scene: CanvasScene) -> None:
    document.apply(RenameLayer("conv1", "a_name_that_explains_everything_there_is_to_know"))
    text = svg(scene)
    assert max(map(len, words(text))) > 20
    for node in ElementTree.fromstring(text).iter(f"{SVG}text"):
        assert float(node.attrib["textLength"]) <= CARD


def test_every_text_is_anchored_in_its_middle(scene: CanvasScene) -> None:
    text = svg(scene)
    assert text.count("<text") == text.count('text-anchor="middle"')


def test_an_svg_looks_like_the_png(scene: CanvasScene) -> None:
    diagram = Diagram(scene)
    image = QImage(diagram.bounds.size().toSize(), QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    QSvgRenderer(drawn(diagram, "svg")).render(painter, QRectF(image.rect()))
    painter.end()
    grey = QImage.Format.Format_Grayscale8
    size = QSize(image.width() // 8, image.height() // 8)
    smooth = Qt.TransformationMode.SmoothTransformation
    ours, theirs = (
        np.frombuffer(
            picture.scaled(size, mode=smooth).convertToFormat(grey).bits(), np.uint8
        ).astype(int)
        for picture in (png(scene), image)
    )
    assert np.abs(ours - theirs).mean() < 6


def test_an_empty_canvas_and_a_picture_too_large_are_refused_in_words(
    document: Document, scene: CanvasScene
) -> None:
    with pytest.raises(DiagramError, match="pixels, more than most programs open"):
        drawn(Diagram(scene), "png", 100)
    document.open(Network(), Recipe())
    with pytest.raises(DiagramError, match="the canvas is empty"):
        Diagram(scene)


def test_an_unconnected_network_can_be_drawn_as_well(
    document: Document, scene: CanvasScene
) -> None:
    document.apply(Disconnect(frozenset(small_network().wires)))
    assert words(svg(scene)).count("?") == 5


def test_a_drawing_can_be_given_up_half_way(scene: CanvasScene) -> None:
    steps = drawing(Diagram(scene), "svg")
    next(steps)
    next(steps)
    steps.close()
    assert theme() is LIGHT
