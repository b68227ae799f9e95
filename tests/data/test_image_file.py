"""A user's own picture: read upright and undistorted, or refused in a sentence."""

from __future__ import annotations

import contextlib
import io
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from app.data.dataset import DataError
from app.data.image_file import fit_pixels, read_image, read_picture

ROOT = Path(__file__).parents[2]


def picture(height: int, width: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).integers(0, 256, (height, width, 3), np.uint8)


def save(path: Path, pixels: np.ndarray) -> Path:
    Image.fromarray(pixels).save(path)
    return path


def png_claiming(width: int, height: int) -> bytes:
    """A PNG whose header claims a size; there is nothing behind it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0"))


def test_a_picture_of_the_right_size_is_read_as_it_is(tmp_path: Path) -> None:
    pixels = picture(32, 48)
    image = read_image(save(tmp_path / "a.png", pixels), (3, 32, 48))
    assert image.dtype == np.uint8
    assert np.array_equal(image, pixels.transpose(2, 0, 1))


def test_a_digit_drawn_28_by_28_is_padded_for_lenet(tmp_path: Path) -> None:
    pixels = picture(28, 28)[:, :, 0]
    image = read_image(save(tmp_path / "a.png", pixels), (1, 32, 32))
    assert np.array_equal(image[0, 2:30, 2:30], pixels)
    assert image.sum(dtype=int) == pixels.sum(dtype=int)


def test_a_wide_photograph_is_cut_at_its_sides_not_squeezed(tmp_path: Path) -> None:
    pixels = np.zeros((100, 300, 3), np.uint8)
    pixels[:, :100], pixels[:, 100:200], pixels[:, 200:] = (255, 0, 0), (0, 255, 0), (0, 0, 255)
    image = read_image(save(tmp_path / "a.png", pixels), (3, 20, 20))
    assert image.min(axis=(1, 2)).tolist() == image.max(axis=(1, 2)).tolist() == [0, 255, 0]


def test_a_large_photograph_is_averaged_down_as_pillow_does(tmp_path: Path) -> None:
    pixels = picture(400, 400)
    image = read_image(save(tmp_path / "a.png", pixels), (3, 32, 32))
    expected = np.asarray(Image.fromarray(pixels).resize((32, 32), Image.Resampling.BILINEAR))
    assert np.abs(image.transpose(1, 2, 0).astype(int) - expected).max() <= 6


def test_a_small_picture_grows(tmp_path: Path) -> None:
    image = read_image(save(tmp_path / "a.png", np.full((4, 4, 3), 77, np.uint8)), (3, 32, 32))
    assert image.shape == (3, 32, 32)
    assert set(np.unique(image)) == {77}


def test_colours_become_grey_for_an_input_of_one_channel(tmp_path: Path) -> None:
    pixels = picture(8, 8)
    image = read_image(save(tmp_path / "a.png", pixels), (1, 8, 8))
    assert np.array_equal(image[0], np.asarray(Image.fromarray(pixels).convert("L")))


def test_what_is_transparent_lies_on_white(tmp_path: Path) -> None:
    pixels = np.zeros((2, 2, 4), np.uint8)
    pixels[0, :, 3] = 255
    image = read_image(save(tmp_path / "a.png", pixels), (1, 2, 2))
    assert image[0].tolist() == [[0, 0], [255, 255]]


def test_a_palette_picture_is_read_in_its_colours(tmp_path: Path) -> None:
    path = tmp_path / "a.gif"
    Image.fromarray(np.full((4, 4, 3), (255, 0, 0), np.uint8)).convert("P").save(path)
    assert read_image(path, (3, 4, 4))[:, 0, 0].tolist() == [255, 0, 0]


def test_sixteen_bits_a_pixel_become_eight(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.fromarray(np.array([[0, 0x7FFF, 0xFFFF]], np.uint16)).save(path)
    assert read_image(path, (1, 1, 3)).ravel().tolist() == [0, 0x7F, 0xFF]


def test_a_photograph_taken_sideways_is_turned_upright(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # orientation: turn by 90° clockwise to show
    pixels = np.zeros((4, 8, 3), np.uint8)
    pixels[:, :4] = 255  # left half white: the top half when upright
    Image.fromarray(pixels).save(tmp_path / "a.png", exif=exif)
    image = read_image(tmp_path / "a.png", (1, 8, 4))
    assert image[0, :4].min() == 255
    assert image[0, 4:].max() == 0


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(DataError, match=r"no file .*gone\.png"):
        read_image(tmp_path / "gone.png", (3, 32, 32))


def test_a_folder_is_no_picture(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="cannot be read"):
        read_image(tmp_path, (3, 32, 32))


@pytest.mark.parametrize("content", [b"hello", b"%!PS-Adobe-3.0 EPSF-3.0\n", b"\x93NUMPY"])
def test_another_kind_of_file_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(content)
    with pytest.raises(DataError, match="not a picture Convas can read"):
        read_image(path, (3, 32, 32))


def test_an_empty_file_is_called_empty(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(b"")
    with pytest.raises(DataError, match=r"a\.png is empty\. Copy it again"):
        read_image(tmp_path / "a.png", (3, 32, 32))


def test_a_truncated_picture_is_called_damaged(tmp_path: Path) -> None:
    path = save(tmp_path / "a.png", picture(64, 64))
    path.write_bytes(path.read_bytes()[:2000])
    with pytest.raises(DataError, match="damaged"):
        read_image(path, (3, 32, 32))


@pytest.mark.parametrize("side", [11_000, 12_000, 60_000])
def test_a_decompression_bomb_is_refused_by_its_header(tmp_path: Path, side: int) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(png_claiming(side, side))
    with pytest.raises(DataError, match=r"120 million pixels are not decoded\. Make it smaller"):
        read_image(path, (3, 32, 32))


_THREADS = """
import sys, warnings
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

warnings.simplefilter("error")
from app.data.dataset import DataError
from app.data.image_file import read_image

def refusal(_time):
    try:
        read_image(Path(sys.argv[1]), (3, 32, 32))
    except DataError as error:
        return str(error)

with ThreadPoolExecutor(8) as pool:
    print(*set(pool.map(refusal, range(400))), sep="\\n")
"""


def test_threads_that_read_at_once_say_the_same(tmp_path: Path) -> None:
    """Pillow warns of a picture of this size, and a warning may be an error: it must not be.

    In a process of its own, for the filters of the tests pass over Pillow's warnings themselves.
    """
    path = tmp_path / "a.png"
    path.write_bytes(png_claiming(12_000, 12_000))
    command = [sys.executable, "-c", _THREADS, str(path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stderr == ""
    assert done.stdout.count("\n") == 1
    assert "120 million pixels are not decoded" in done.stdout


def test_a_giant_file_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    with path.open("wb") as file:
        file.truncate(300 << 20)
    with pytest.raises(DataError, match="larger than 256 MB"):
        read_image(path, (3, 32, 32))


def test_an_input_of_two_channels_takes_no_picture(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="1 or 3 channels, the network's input has 2"):
        read_image(save(tmp_path / "a.png", picture(4, 4)), (2, 4, 4))


def _encoded(kind: str) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(picture(12, 12)).save(buffer, kind)
    return buffer.getvalue()


@given(
    kind=st.sampled_from(["PNG", "JPEG", "GIF", "BMP", "WEBP"]),
    place=st.floats(0, 1, exclude_max=True),
    value=st.integers(0, 255),
    kept=st.floats(0, 1),
)
def test_a_spoilt_file_gives_a_picture_or_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, kind: str, place: float, value: int, kept: float
) -> None:
    content = bytearray(_encoded(kind))
    content[int(place * len(content))] = value
    path = tmp_path_factory.getbasetemp() / "spoilt"
    path.write_bytes(content[: max(1, int(kept * len(content)))])
    with contextlib.suppress(DataError):  # any other exception fails, and so does a warning
        assert read_image(path, (3, 8, 8)).shape == (3, 8, 8)


def test_a_pasted_picture_is_fitted_like_a_file(tmp_path: Path) -> None:
    pixels = np.dstack((picture(60, 80), np.full((60, 80), 255, np.uint8)))
    path = tmp_path / "same.png"
    Image.fromarray(pixels).save(path)
    for shape in ((1, 28, 28), (3, 32, 32)):
        np.testing.assert_array_equal(fit_pixels(pixels, shape).image, read_image(path, shape))


def test_a_pasted_picture_stands_on_white_where_it_is_transparent() -> None:
    assert (fit_pixels(np.zeros((9, 9, 4), np.uint8), (1, 9, 9)).image == 255).all()


def test_a_pasted_picture_that_is_too_large_is_refused() -> None:
    pixels = np.broadcast_to(np.uint8(0), (11_000, 11_000, 4))
    with pytest.raises(DataError, match="120 million"):
        fit_pixels(pixels, (1, 28, 28))


def done(path: Path, shape: tuple[int, int, int] = (1, 28, 28)) -> str:
    return read_picture(path, shape).done


def test_what_was_done_to_a_photograph_is_told(tmp_path: Path) -> None:
    path = save(tmp_path / "a.png", picture(300, 400))
    assert done(path) == (
        "400×300 pixels, cut around its middle to 300×300, scaled down to 28×28, made grey."
    )


def test_a_huge_jpeg_is_decoded_at_reduced_size_and_looks_the_same(tmp_path: Path) -> None:
    """12,000×9,000 pixels, a fourth of them black: 108 million would take 324 MB."""
    whole = Image.new("RGB", (12_000, 9_000), (200, 120, 40))
    whole.paste((0, 0, 0), (0, 0, 6_000, 4_500))
    whole.save(tmp_path / "huge.jpg")
    made = read_picture(tmp_path / "huge.jpg", (3, 28, 28))
    assert "12,000×9,000 pixels, decoded at 1,500×1,125" in made.done
    corners = made.image[:, [2, 2, -3, -3], [2, -3, 2, -3]].T.astype(int)
    wanted = [[0, 0, 0], [200, 120, 40], [200, 120, 40], [200, 120, 40]]
    assert np.abs(corners - wanted).max() <= 4


def test_an_animation_gives_its_first_frame_and_says_so(tmp_path: Path) -> None:
    frames = [Image.new("RGB", (28, 28), colour) for colour in ("red", "lime", "blue")]
    frames[0].save(tmp_path / "a.gif", save_all=True, append_images=frames[1:])
    made = read_picture(tmp_path / "a.gif", (3, 28, 28))
    assert made.image[:, 0, 0].tolist() == [255, 0, 0]
    assert "the first of 3 frames" in made.done


def test_a_cmyk_photograph_is_read_in_screen_colours(tmp_path: Path) -> None:
    Image.new("CMYK", (28, 28), (0, 255, 255, 0)).save(tmp_path / "a.jpg")
    made = read_picture(tmp_path / "a.jpg", (3, 28, 28))
    red, green, blue = made.image[:, 14, 14].tolist()
    assert red > 240
    assert max(green, blue) < 15
    assert "CMYK inks turned into screen colours" in made.done


@pytest.mark.parametrize("side", [28, 200])
def test_sixteen_bits_are_told(tmp_path: Path, side: int) -> None:
    Image.fromarray(np.full((side, side), 0x7FFF, np.uint16)).save(tmp_path / "a.png")
    made = read_picture(tmp_path / "a.png", (1, 28, 28))
    assert set(np.unique(made.image)) == {0x7F}
    assert "16 bits a pixel reduced to 8" in made.done


@pytest.mark.parametrize("side", [28, 200])
def test_a_palette_with_transparency_lies_on_white(tmp_path: Path, side: int) -> None:
    pixels = np.full((side, side, 4), (255, 0, 0, 255), np.uint8)
    pixels[: side // 2, :, 3] = 0
    Image.fromarray(pixels).quantize(4).save(tmp_path / "a.png")
    made = read_picture(tmp_path / "a.png", (3, 28, 28))
    assert made.image[:, 2, 2].tolist() == [255, 255, 255]
    assert made.image[:, -2, -2].tolist() == [255, 0, 0]
    assert "white where it is transparent" in made.done


def test_an_opaque_picture_with_an_opacity_is_not_called_transparent() -> None:
    assert "transparent" not in fit_pixels(np.full((40, 40, 4), 255, np.uint8), (1, 28, 28)).done
    assert "transparent" in fit_pixels(np.full((40, 40, 4), 99, np.uint8), (1, 28, 28)).done


def test_a_picture_of_one_row_is_still_a_picture(tmp_path: Path) -> None:
    path = save(tmp_path / "a.png", np.zeros((1, 9_000, 3), np.uint8))
    assert done(path).startswith("9,000×1 pixels, cut around its middle to 1×1")


def test_a_picture_is_read_from_what_a_file_would_hold(tmp_path: Path) -> None:
    path = save(tmp_path / "a.png", picture(40, 60))
    ours, same = read_picture(path.read_bytes(), (3, 28, 28)), read_picture(path, (3, 28, 28))
    np.testing.assert_array_equal(ours.image, same.image)
    with pytest.raises(DataError, match="The picture is not a picture Convas can read"):
        read_picture(b"nothing of the kind", (3, 28, 28))
