"""Drawing by hand: strokes, undo, and putting a digit where MNIST's are."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.data.catalogue import load
from app.data.drawing import Drawing, bounding_box, usual_box

WHITE = (255,)


def stroke(drawing: Drawing, *points: tuple[float, float], ink: tuple[int, ...] = WHITE) -> None:
    drawing.begin(*points[0], 1.4, ink, 0.4)
    for x, y in points[1:]:
        drawing.move(x, y, 1.4)
    drawing.end()


@pytest.fixture
def drawing() -> Drawing:
    return Drawing((1, 28, 28))


def test_a_stroke_lights_the_pixels_under_it_and_no_others(drawing: Drawing) -> None:
    stroke(drawing, (5.5, 14.5), (22.5, 14.5))
    assert (drawing.pixels[0, 14, 5:23] == 255).all()
    assert not drawing.pixels[0, :11].any()
    assert not drawing.pixels[0, 18:].any()


def test_passing_twice_in_one_stroke_is_no_thicker(drawing: Drawing) -> None:
    stroke(drawing, (5, 14), (22, 14))
    once = drawing.pixels
    drawing.clear()
    stroke(drawing, (5, 14), (22, 14), (5, 14), (22, 14))
    np.testing.assert_array_equal(drawing.pixels, once)


@given(st.floats(-40, 70), st.floats(-40, 70), st.floats(-40, 70), st.floats(-40, 70))
def test_strokes_may_leave_the_picture(x: float, y: float, to_x: float, to_y: float) -> None:
    drawing = Drawing((3, 28, 20))
    stroke(drawing, (x, y), (to_x, to_y), ink=(255, 10, 0))
    assert drawing.pixels.shape == (3, 28, 20)


def test_black_ink_erases(drawing: Drawing) -> None:
    stroke(drawing, (5, 14), (22, 14))
    drawing.begin(2, 14, 3, (0,), 0)
    drawing.move(26, 14, 3)
    assert drawing.empty


def test_colour_goes_to_every_channel() -> None:
    drawing = Drawing((3, 32, 32))
    drawing.begin(16, 16, 5, (200, 100, 50), 0)
    assert drawing.pixels[:, 16, 16].tolist() == [200, 100, 50]


def test_a_harder_press_is_a_wider_line(drawing: Drawing) -> None:
    drawing.begin(5, 14, 1, WHITE, 0.2)
    drawing.move(22, 14, 4)
    lit = (drawing.pixels[0] > 127).sum(axis=0)
    assert lit[6] < lit[20]


def test_every_stroke_and_change_is_one_step_of_undo(drawing: Drawing) -> None:
    states = [drawing.pixels]
    for change in (
        lambda: stroke(drawing, (5, 5), (20, 20)),
        lambda: stroke(drawing, (20, 5), (5, 20)),
        drawing.invert,
        lambda: drawing.take(np.full((3, 40, 40), 70, np.uint8)),
        drawing.clear,
    ):
        change()
        states.append(drawing.pixels)
    for state in states[-2::-1]:
        assert drawing.undo()
        np.testing.assert_array_equal(drawing.pixels, state)
    assert not drawing.undo()


def test_what_changes_nothing_is_no_step_of_undo(drawing: Drawing) -> None:
    drawing.clear()
    drawing.centre(20)
    assert not drawing.can_undo


def test_centring_puts_a_small_digit_into_the_box_of_mnist(drawing: Drawing) -> None:
    """LeCun et al., 1998: scaled to 20×20, the centre of mass in the middle of 28×28."""
    stroke(drawing, (2, 2), (8, 2), (5, 10))
    drawing.centre(20)
    grey = drawing.pixels[0].astype(float)
    rows, columns = np.mgrid[0:28, 0:28]
    assert (grey * columns).sum() / grey.sum() == pytest.approx(13.5, abs=0.1)
    assert (grey * rows).sum() / grey.sum() == pytest.approx(13.5, abs=0.1)
    top, bottom, left, right = bounding_box(grey) or (0, 0, 0, 0)
    assert max(bottom - top, right - left) == pytest.approx(20, abs=1)


def test_the_box_of_the_bundled_digits_is_that_of_mnist() -> None:
    assert usual_box(load("mnist").train.images) == 20
    assert usual_box(np.zeros((5, 1, 9, 7), np.uint8)) == 9


@pytest.mark.parametrize("shape", [(1, 32, 32), (3, 28, 28), (3, 96, 64), (2, 28, 28)])
def test_it_is_refitted_to_another_data_set(drawing: Drawing, shape: tuple[int, int, int]) -> None:
    stroke(drawing, (5, 14), (22, 14))
    drawing.fit(shape)
    assert drawing.shape == shape
    assert drawing.pixels.max() > 200
    assert not drawing.undo()


def test_a_signal_is_drawn_as_its_curve() -> None:
    drawing = Drawing((1, 1, 64))
    assert (drawing.pixels == 128).all()
    assert drawing.empty
    drawing.begin(0.5, 1.0, 1, WHITE, 0)
    drawing.move(63.5, 0.0, 1)
    np.testing.assert_array_equal(drawing.pixels[0, 0], np.rint(np.linspace(0, 255, 64)))
    drawing.clear()
    assert drawing.empty


def test_what_is_drawn_as_a_picture_is_left_behind_by_signals(drawing: Drawing) -> None:
    stroke(drawing, (5, 14), (22, 14))
    drawing.fit((1, 1, 64))
    assert drawing.empty
