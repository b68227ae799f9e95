"""The tour drives the real window from an empty canvas to a trained network."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from widgets.tour import run_tour


@pytest.mark.usefixtures("qapp")
def test_the_tour_goes_as_it_should_and_leaves_its_pictures(tmp_path: Path) -> None:
    assert run_tour(tmp_path, (), epochs=1) == 0
    pictures = sorted(tmp_path.glob("*.png"))
    assert len(pictures) >= 10
    assert not (tmp_path / "failed.png").exists()
    for picture in pictures:
        image = QImage(str(picture))
        assert image.width() >= 1_200, picture.name
