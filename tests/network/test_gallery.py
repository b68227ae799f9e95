"""The built-in networks as they are read from their files."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.network import gallery
from app.network.analysis import analyse
from app.network.gallery import GALLERY, GalleryEntry, gallery_entry
from app.network.graph import NetworkError
from app.network.imagenet import imagenet_winners
from app.network.layers.dense import Input
from app.network.problems import training_problems
from app.training.recipe import Recipe
from resources.networks.make import files


@pytest.mark.parametrize("entry", GALLERY, ids=lambda entry: entry.name)
def test_an_entry_is_found_by_the_name_its_network_has(entry: GalleryEntry) -> None:
    assert gallery_entry(entry.name) is entry
    assert entry.build().name == entry.name
    assert entry.sentence.endswith(".")


def test_an_unknown_name_is_refused_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="no built-in network 'vgg'; there are lenet-5, mnist-net"):
        gallery_entry("vgg")


@pytest.mark.parametrize("entry", GALLERY, ids=lambda entry: entry.name)
def test_the_index_says_what_the_file_holds(entry: GalleryEntry) -> None:
    network = entry.build()
    image = network.layers["input"]
    assert isinstance(image, Input)
    assert entry.facts.input == image.shape
    assert entry.facts.layers == len(network.layers)
    assert entry.facts.parameters == analyse(network).parameters


@pytest.mark.parametrize("entry", GALLERY, ids=lambda entry: entry.name)
def test_the_recipe_of_an_entry_is_one(entry: GalleryEntry) -> None:
    assert Recipe(**entry.recipe).dataset == entry.dataset or entry.dataset is None


@pytest.mark.parametrize(
    "entry", [entry for entry in GALLERY if not entry.dataset], ids=lambda entry: entry.name
)
def test_a_network_for_imagenet_is_offered_an_end_for_ten_classes(entry: GalleryEntry) -> None:
    network = entry.build()
    analysis = analyse(network)
    (problem,) = training_problems(network, analysis, (3, 32, 32), classes=10)
    assert analysis.outputs[problem.layer] == (1000,)
    (fix,) = problem.fixes
    assert fix.label == f"fit the network's end to the data: out features 10 in {problem.layer}"
    mended = fix.edit.apply(network)
    assert training_problems(mended, analyse(mended), (3, 32, 32), classes=10) == ()


def test_the_files_are_those_the_generators_make() -> None:
    """After a change of a generator or a layer kind: python -m resources.networks.make"""
    for name, content in files().items():
        assert (gallery.FOLDER / name).read_bytes() == content, name


def test_a_missing_file_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gallery, "FOLDER", tmp_path)
    with pytest.raises(NetworkError, match=r"lenet-5\.json cannot be read .* install Convas again"):
        GALLERY[0].build()


def test_a_damaged_list_of_winners_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gallery, "FOLDER", tmp_path)
    (tmp_path / "imagenet_winners.json").write_text('{"winners": []}')
    with pytest.raises(NetworkError, match=r"imagenet_winners\.json is damaged"):
        imagenet_winners()


def test_e14_the_winners_have_the_lectures_errors() -> None:
    found = {winner.title: winner.error for winner in imagenet_winners().winners}
    assert found == {
        "AlexNet": 15.4,
        "ZFNet": 11.2,
        "GoogLeNet": 6.7,
        "VGG": 7.3,
        "ResNet": 3.57,
        "CUImage": 2.99,
        "SENet": 2.251,
    }


def test_e14_the_winners_come_by_year_and_open_networks_of_the_gallery() -> None:
    winners = imagenet_winners().winners
    assert [winner.year for winner in winners] == sorted(winner.year for winner in winners)
    for winner in winners:
        assert not winner.network or gallery_entry(winner.network)
    assert [winner.title for winner in winners if not winner.network] == ["CUImage"]
