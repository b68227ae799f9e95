"""Arrays as images: which colour stands for which number."""

from __future__ import annotations

import numpy as np
from PySide6.QtGui import QColor, QImage

from widgets.pictures import (
    activation_colours,
    activation_image,
    colour_image,
    data_image,
    map_colours,
    mosaic,
    stacked_colour_image,
    stacked_image,
    strip_rows,
    tiled_image,
    value_range,
    vector_image,
)


def argb(image: QImage, x: int, y: int) -> int:
    return image.pixelColor(x, y).rgba()


def row(*values: float) -> np.ndarray:
    return np.array([values], np.float32)


def test_the_lowest_value_takes_the_first_colour_and_the_highest_the_last() -> None:
    image = activation_image(row(-2, 0, 3), -2, 3)
    assert argb(image, 0, 0) == activation_colours()[0]
    assert argb(image, 2, 0) == activation_colours()[254]
    assert (image.width(), image.height()) == (3, 1)


def test_values_outside_the_scale_are_cut_and_nan_shows_as_lowest() -> None:
    image = activation_image(row(-9, np.nan, 9, np.inf, -np.inf), 0, 1)
    low, high = activation_colours()[0], activation_colours()[254]
    assert [argb(image, x, 0) for x in range(5)] == [low, low, high, high, low]


def test_brighter_always_means_more() -> None:
    image = activation_image(np.linspace(0, 1, 50, dtype=np.float32)[None], 0, 1)
    lightness = [QColor(image.pixelColor(x, 0)).lightnessF() for x in range(50)]
    luminance = [
        0.2126 * c.redF() + 0.7152 * c.greenF() + 0.0722 * c.blueF()
        for c in (image.pixelColor(x, 0) for x in range(50))
    ]
    assert luminance == sorted(luminance)
    assert len(set(lightness)) > 10


def test_weights_are_blue_below_zero_white_at_zero_and_red_above() -> None:
    image = stacked_image(row(-1, 0, 1)[None], -1, 1, "diverging")
    below, zero, above = (image.pixelColor(x, 0) for x in range(3))
    assert below.blue() > below.red()
    assert min(zero.red(), zero.green(), zero.blue()) > 220
    assert above.red() > above.blue()


def test_the_image_of_constant_values_does_not_divide_by_zero() -> None:
    assert activation_image(row(1, 1), 1, 1).width() == 2


def test_the_range_passes_over_what_is_not_finite() -> None:
    assert value_range(row(np.nan, -1, 4, np.inf)) == (-1, 4)


def test_the_range_of_equal_or_no_values_is_not_empty() -> None:
    assert value_range(row(2, 2)) == (2, 3)
    assert value_range(np.zeros((0, 3), np.float32)) == (0, 1)
    assert value_range(row(np.nan, np.nan)) == (0, 1)


def test_a_grey_image_keeps_its_bytes_whatever_its_width() -> None:
    pixels = np.arange(35, dtype=np.uint8).reshape(1, 5, 7) * 7
    image = colour_image(pixels)
    shown = [[image.pixelColor(x, y).red() for x in range(7)] for y in range(5)]
    assert shown == pixels[0].tolist()


def test_a_colour_image_keeps_its_channels_apart() -> None:
    pixels = np.zeros((3, 2, 5), np.uint8)
    pixels[:, 1, 4] = 10, 20, 30
    colour = colour_image(pixels).pixelColor(4, 1)
    assert (colour.red(), colour.green(), colour.blue()) == (10, 20, 30)


def test_a_mosaic_has_a_transparent_gap_between_maps() -> None:
    maps = np.ones((3, 2, 2), np.float32)
    image = mosaic(maps, 0, 1, columns=2)
    assert (image.width(), image.height()) == (5, 5)
    assert image.pixelColor(2, 0).alpha() == 0
    assert image.pixelColor(3, 3).alpha() == 0
    assert argb(image, 0, 3) == activation_colours()[254]


def test_stacked_maps_lie_below_each_other_without_gaps() -> None:
    maps = np.arange(3, dtype=np.float32)[:, None, None] * np.ones((3, 2, 4), np.float32)
    image = stacked_image(maps, 0, 2, "grey")
    assert (image.width(), image.height()) == (4, 6)
    assert [image.pixelColor(3, y).red() for y in range(6)] == [0, 0, 128, 128, 255, 255]


def test_a_place_without_a_map_stays_transparent_in_a_tiled_image() -> None:
    maps = np.ones((1, 2, 2, 2), np.float32)
    image = tiled_image(maps, 0, 1, "sequential", np.array([[False, True]]))
    assert argb(image, 0, 0) == map_colours("sequential")[254]
    assert image.pixelColor(2, 0).alpha() == 0
    assert image.pixelColor(3, 0).alpha() == 0


def test_filters_in_colour_show_zero_as_mid_grey() -> None:
    filters = np.zeros((1, 3, 1, 2), np.float32)
    filters[0, :, 0, 1] = 1, -1, 0
    image = stacked_colour_image(filters, -1, 1)
    assert image.pixelColor(0, 0).getRgb()[:3] == (127, 127, 127)
    assert image.pixelColor(1, 0).getRgb()[:3] == (255, 0, 127)


def test_a_vector_fills_a_block_row_by_row() -> None:
    image = vector_image(np.array([0, 1, 1], np.float32), 0, 1, columns=2)
    assert argb(image, 1, 0) == argb(image, 0, 1) == activation_colours()[254]
    assert image.pixelColor(1, 1).alpha() == 0


def test_a_signal_is_drawn_as_a_curve_without_gaps() -> None:
    samples = np.array([0, 0, 255, 255, 128, 128, 0, 255] * 4, np.uint8).reshape(1, 1, 32)
    image = data_image(samples)
    assert (image.width(), image.height()) == (32, 32)
    assert image.pixelColor(0, 31).lightness() == 255  # silent is at the bottom
    assert image.pixelColor(3, 0).lightness() == 255  # full is on top
    lit = [image.pixelColor(2, y).lightness() == 255 for y in range(32)]
    assert all(lit)  # on its way from one to the other


def test_other_images_of_data_sets_are_drawn_as_they_are() -> None:
    pixels = np.arange(12, dtype=np.uint8).reshape(3, 2, 2)
    assert data_image(pixels) == colour_image(pixels)


def test_few_channels_of_a_signal_are_strips_and_many_a_row_each() -> None:
    assert [strip_rows(channels, 128) for channels in (1, 8, 64)] == [32, 4, 1]


def test_a_long_signal_is_a_curve_of_bounded_size_that_keeps_its_peaks() -> None:
    samples = np.zeros((1, 1, 16_384), np.uint8)
    samples[0, 0, 8_195] = 255
    image = data_image(samples)
    assert (image.width(), image.height()) == (1_024, 1_024)
    top = [x for x in range(1_024) if argb(image, x, 0) == 0xFFFFFFFF]
    assert top == [8_195 // 16]
