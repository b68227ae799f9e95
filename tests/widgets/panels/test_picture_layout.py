"""Where pictures lie and what lies under a point."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRect, QSize

from widgets.panels.picture_layout import Block, Layout, PlacedBlock, Spot, place_blocks

WIDE, TALL = QSize(1280, 200), QSize(400, 800)


def arrange(*blocks: Block, view: QSize = WIDE, size: int = 64) -> Layout:
    return place_blocks(blocks, view, size, lambda title: 6 * len(title))


def only(block: Block, view: QSize = WIDE) -> PlacedBlock:
    return arrange(block, view=view).blocks[0]


def conv(count: int = 6, side: int = 28) -> Block:
    return Block("conv1", "conv1", "#0067a5", count, (side, side))


def test_blocks_stand_side_by_side_in_a_wide_area_and_below_each_other_in_a_tall_one() -> None:
    first, second = arrange(conv(), conv()).blocks
    assert first.area.right() < second.area.left()
    first, second = arrange(conv(), conv(), view=TALL).blocks
    assert first.area.bottom() < second.area.top()


def test_a_block_of_usual_size_fits_the_height_of_a_flat_dock() -> None:
    layout = arrange(conv(120), conv(16, 10), conv(6, 224))
    assert layout.size.height() <= WIDE.height()


def test_a_pooled_picture_and_its_input_have_the_same_scale() -> None:
    block = Block("pool1", "pool1", "#000000", 6, (14, 14), before=(28, 28))
    placed = only(block)
    assert placed.before.width() == 2 * placed.picture.width()
    cell = placed.cell_rect(0, 0)
    before, after = placed.picture_rect(cell, "before"), placed.picture_rect(cell, "picture")
    assert before.right() < after.left()
    assert before.top() == after.top()


def test_large_maps_are_thinned_to_about_the_size_asked_for() -> None:
    placed = only(conv(64, 112), TALL)
    assert placed.zoom == 1
    assert placed.step == 2
    assert placed.picture == QSize(56, 56)


def test_a_table_has_filters_as_rows_in_a_tall_area_and_as_columns_in_a_wide_one() -> None:
    table = Block("conv2", "conv2", "#000000", 16 * 6, (5, 5), matrix=(16, 6))
    tall, wide = only(table, TALL), only(table)
    assert (tall.rows, tall.columns) == (16, 6)
    assert (wide.rows, wide.columns) == (6, 16)
    assert tall.index_at(3, 2) == wide.index_at(2, 3) == 3 * 6 + 2


def test_between_pictures_there_is_nothing() -> None:
    placed = only(conv())
    cell = placed.picture_rect(placed.cell_rect(0, 0), "picture")
    assert placed.spot_at(cell.topRight() + QPoint(2, 0)) is None
    assert placed.spot_at(cell.topLeft() - QPoint(0, 2)) is None


blocks = st.builds(
    lambda count, height, width, shape, before: Block(
        "x",
        "x",
        "#000000",
        shape[0] * shape[1] if shape else count,
        (height, width),
        before=(2 * height, 2 * width) if before and not shape else None,
        matrix=shape,
    ),
    st.integers(1, 70),
    st.integers(1, 120),
    st.integers(1, 120),
    st.none() | st.tuples(st.integers(1, 20), st.integers(1, 16)),
    st.booleans(),
)
views = st.builds(QSize, st.integers(120, 2000), st.integers(80, 1400))


@given(blocks, views, st.integers(24, 192), st.data())
def test_the_middle_of_every_value_shown_is_that_value(
    block: Block, view: QSize, size: int, data: st.DataObject
) -> None:
    placed = arrange(block, view=view, size=size).blocks[0]
    index = data.draw(st.integers(0, block.count - 1))
    row, column = placed.place_of(index)
    assert placed.index_at(row, column) == index
    rect = placed.picture_rect(placed.cell_rect(row, column), "picture")
    y = data.draw(st.integers(0, (block.size[0] - 1) // placed.step)) * placed.step
    x = data.draw(st.integers(0, (block.size[1] - 1) // placed.step)) * placed.step
    middle = QPoint(
        x // placed.step * placed.zoom + placed.zoom // 2,
        y // placed.step * placed.zoom + placed.zoom // 2,
    )
    assert placed.spot_at(rect.topLeft() + middle) == Spot("x", index, "picture", y, x)
    assert placed.area.contains(rect)


@given(blocks, views, st.integers(24, 192))
def test_every_picture_is_among_the_cells_of_the_whole_area_and_none_overlap(
    block: Block, view: QSize, size: int
) -> None:
    placed = arrange(block, view=view, size=size).blocks[0]
    seen = placed.cells_in(QRect(0, 0, 100_000, 100_000))
    indices = [placed.index_at(row, column) for row in seen.rows for column in seen.columns]
    assert sorted(i for i in indices if i is not None) == list(range(block.count))
    cells = [placed.cell_rect(row, column) for row in (0, 1) for column in (0, 1)]
    assert not any(a.intersects(b) for a in cells for b in cells if a is not b)
