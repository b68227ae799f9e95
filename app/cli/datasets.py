"""Data sets on the command line: which there are, downloading one, and which one to train on."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import Any

from app.cli.printing import CommandError, print_json, print_table
from app.cli.progress_bar import shown_progress
from app.data.catalogue import Offer, offers, official_set
from app.data.dataset import DataError
from app.data.own_images import Colour, OwnSet, is_own, own_set
from app.data.places import add_data_folder, data_folders, forget_data_folder
from app.network.graph import Network
from app.network.layers.dense import Input
from app.training.recipe import Recipe


def datasets(options: argparse.Namespace) -> int:
    """Carry out `convas datasets`."""
    try:
        if options.action == "list":
            _list(options.format)
        elif not options.target:
            what = "the data set" if options.action == "download" else "the folder"
            raise CommandError(f"name {what}: convas datasets {options.action} …")
        elif options.action == "download":
            _download(options.target, options.format)
        else:
            _look(options.action, Path(options.target), options.format)
    except DataError as error:
        raise CommandError(str(error)) from error
    return 0


def _list(form: str) -> None:
    found = offers()
    if form == "json":
        print_json([_form(offer) for offer in found if offer.state != "download"])
        return
    print_table(
        ("name", "image", "train", "validation", "test", "classes", "where"),
        (
            (
                offer.info.name,
                "×".join(map(str, offer.info.image_shape)),
                *_sizes(offer),
                _classes(offer.info.classes),
                offer.in_words,
            )
            for offer in found
        ),
        numbers=range(2, 5),
    )


def _sizes(offer: Offer) -> tuple[str, str, str]:
    if offer.state == "own":
        return "", "", ""  # known when they are read
    return f"{offer.info.train:,}", f"{offer.info.validation:,}", f"{offer.info.test:,}"


def _classes(names: tuple[str, ...]) -> str:
    return ", ".join(names) if len(names) <= 10 else f"{', '.join(names[:6])} … ({len(names)})"


def _form(offer: Offer) -> dict[str, Any]:
    info = offer.info
    return {
        "name": info.name,
        "title": info.title,
        "image": list(info.image_shape),
        "sizes": {"train": info.train, "validation": info.validation, "test": info.test},
        "classes": list(info.classes),
        "bundled": info.bundled,
        "state": offer.state,
        "where": str(offer.where) if offer.where else None,
        "source": info.source,
        "licence": info.licence,
    }


def _download(name: str, form: str) -> None:
    from app.data.download import download

    official = official_set(name)
    with shown_progress(f"downloading {name}", in_bytes=True) as report:
        folder = download(official, report)
    if form == "json":
        print_json({"name": name, "folder": str(folder)})
    else:
        print(f"{official.info.title} is in {folder}")


def _look(action: str, folder: Path, form: str) -> None:
    if action == "forget":
        forget_data_folder(folder.expanduser().absolute())
    elif not folder.is_dir():
        raise CommandError(f"there is no folder {folder}")
    else:
        add_data_folder(folder)
    if form == "json":
        print_json({"folders": [str(place) for place in data_folders()]})
        return
    folders = data_folders()
    names = [
        offer.info.name
        for offer in offers()
        if offer.where and any(offer.where.is_relative_to(place) for place in folders)
    ]
    print("Looking in: " + (", ".join(map(str, folders)) or "no folders of your own"))
    print("Found: " + (", ".join(names) or "nothing yet"))


def with_data_options(recipe: Recipe, network: Network, options: argparse.Namespace) -> Recipe:
    """The recipe with the data set and the changes that the options name; CommandError."""
    said = {
        "subset": options.subset,
        "imbalance": options.imbalance,
        "label_noise": options.label_noise,
        "classes": _split(options.classes),
    }
    try:
        changes = replace(
            recipe.changes, **{name: value for name, value in said.items() if value is not None}
        )
        name = dataset_name(recipe.dataset, network) if options.dataset else recipe.dataset
        return replace(recipe, dataset=name, changes=changes)
    except ValueError as error:
        raise CommandError(str(error)) from error


def _split(names: str | None) -> tuple[str, ...] | None:
    if names is None:
        return None
    return tuple(name.strip() for name in names.split(",") if name.strip())


def dataset_name(given: str, network: Network) -> str:
    """The name of the data set that is meant: one of the catalogue's, or a place of the user's.

    Images of the user's own become as large as the network's Input, unless their name says more.
    """
    known = {offer.info.name for offer in offers()}
    if given in known or not (is_own(given) or Path(given).exists()):
        return given
    own = own_set(given)
    if "?" not in given and network.inputs and not own.packed:
        own = _like_input(own, network)
    return own.name


def _like_input(own: OwnSet, network: Network) -> OwnSet:
    image = network.layers[network.inputs[0]]
    assert isinstance(image, Input)
    colour: Colour = "grey" if image.channels == 1 else "colour"
    return OwnSet(own.path, height=image.height, width=image.width, colour=colour)
