"""The inspector's page for a block."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from app.network.blocks import CollapseBlocks, block_paths, layers_in
from app.network.gallery import gallery_entry
from app.network.repeats import repeats
from app.training.recipe import Recipe
from widgets.document import Document
from widgets.panels.inspector import InspectorPanel

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def module() -> Document:
    """The inception module of the gallery, its block selected."""
    document = Document()
    document.open(gallery_entry("inception-module").build(), Recipe())
    document.select(layers_in(document.network, "inception"))
    return document


@pytest.fixture
def inspector(module: Document, shown: Callable[[QWidget], None]) -> InspectorPanel:
    panel = InspectorPanel(module)
    shown(panel)
    return panel


def test_a_selected_block_has_a_page_with_its_ends_and_costs(inspector: InspectorPanel) -> None:
    page = inspector.block_page
    assert page.isVisible()
    assert not inspector.several_page.isVisible()
    facts = dict(page.facts.facts())
    assert facts["layers"] == "14"
    assert facts["inputs"].startswith("4: ")
    assert facts["inputs"].endswith("fed by stem_relu")
    assert facts["outputs"] == "1: inception_concat"
    # Szegedy et al., table 1, module 3a: 159K weights of filters, here with 416 biases more.
    assert facts["parameters"].startswith("163,696 ")


def test_other_selections_have_their_own_pages(inspector: InspectorPanel, module: Document) -> None:
    module.select(list(module.selection)[:3])
    assert inspector.several_page.isVisible()
    assert not inspector.block_page.isVisible()


def test_the_page_renames_collapses_and_ungroups(
    inspector: InspectorPanel, module: Document
) -> None:
    page = inspector.block_page
    page.name.line.selectAll()
    QTest.keyClicks(page.name.line, "mixed")
    QTest.keyClick(page.name.line, Qt.Key.Key_Return)
    assert block_paths(module.network) == ("mixed",)
    QTest.mouseClick(page.toggle, LEFT)
    assert module.network.collapsed == {"mixed"}
    assert page.toggle.text() == "Expand"
    QTest.mouseClick(page.ungroup, LEFT)
    assert not module.network.blocks
    assert inspector.several_page.isVisible()


def test_the_page_sets_how_often_a_block_is_repeated(
    inspector: InspectorPanel, module: Document
) -> None:
    page = inspector.block_page
    page.times.setValue(3)
    assert set(repeats(module.network)) == {"inception"}
    assert len(repeats(module.network)["inception"]) == 3
    assert not module.analysis.errors
    assert page.isVisible()
    assert page.times.value() == 3
    assert dict(page.facts.facts())["layers"] == "42: 3 copies of 14"
    page.times.setValue(2)
    assert len(repeats(module.network)["inception"]) == 2
    module.undo_stack.undo()
    module.undo_stack.undo()
    assert block_paths(module.network) == ("inception",)


def test_a_block_that_cannot_be_repeated_says_why(
    inspector: InspectorPanel, module: Document
) -> None:
    network = module.network.with_blocks({"input": "front", "stem": "front"})
    module.open(network, Recipe())
    module.select({"input", "stem"})
    inspector.block_page.times.setValue(2)
    assert "fed by one layer" in inspector.block_page.note.text()
    assert inspector.block_page.times.value() == 1


def test_a_collapsed_block_of_one_layer_has_the_page_too(
    inspector: InspectorPanel, module: Document
) -> None:
    module.open(module.network.with_blocks({"stem": "alone"}), Recipe())
    module.select({"stem"})
    assert inspector.layer_page.isVisible()
    module.apply(CollapseBlocks(frozenset({"alone"})))
    assert inspector.block_page.isVisible()
