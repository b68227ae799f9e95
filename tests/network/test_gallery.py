"""The built-in networks."""

from __future__ import annotations

import pytest

from app.network.gallery import GALLERY, GalleryEntry, gallery_entry


@pytest.mark.parametrize("entry", GALLERY, ids=lambda entry: entry.name)
def test_an_entry_is_found_by_the_name_its_network_has(entry: GalleryEntry) -> None:
    assert gallery_entry(entry.name) is entry
    assert entry.build().name == entry.name
    assert entry.sentence.endswith(".")


def test_an_unknown_name_is_refused_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="no built-in network 'vgg'; there are lenet-5, mnist-net"):
        gallery_entry("vgg")
