from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.data.changes import DataChanges
from app.training.named_recipes import FOLDER, bundled_recipes, find_recipe, read_recipe
from app.training.recipe import Recipe, RecipeError

KEPT = Recipe(dataset="fashion-mnist", difficulty=0.25, seed=9, device="cpu")


def test_every_bundled_recipe_has_a_title_and_a_sentence_and_keeps_the_data() -> None:
    assert len(bundled_recipes()) == len(list(FOLDER.glob("*.json"))) >= 8
    for named in bundled_recipes():
        assert named.title
        assert named.sentence.endswith(".")
        recipe = named.applied_to(KEPT)
        assert (recipe.dataset, recipe.difficulty) == ("fashion-mnist", 0.25)
        assert (recipe.seed, recipe.device) == (9, "cpu")
        assert find_recipe(named.name) is named


def test_d8_the_subset_of_the_overfitting_recipe_ends_with_it() -> None:
    overfitting = find_recipe("overfitting").applied_to(Recipe())
    assert overfitting.changes == DataChanges(subset=200)
    assert find_recipe("lenet-5").applied_to(overfitting).changes == DataChanges()
    own = Recipe(changes=DataChanges(subset=300))
    assert find_recipe("lenet-5").applied_to(own).changes == own.changes


def test_titles_and_names_are_told_apart() -> None:
    for attribute in ("title", "name"):
        found = [getattr(named, attribute) for named in bundled_recipes()]
        assert len(set(found)) == len(found)


def test_the_recipes_of_the_lectures() -> None:
    alexnet = find_recipe("alexnet").applied_to(Recipe())  # D10
    assert (alexnet.optimizer, alexnet.momentum, alexnet.batch_size) == ("momentum", 0.9, 128)
    assert (alexnet.learning_rate, alexnet.schedule, alexnet.decay_factor) == (0.01, "step", 0.1)
    assert find_recipe("mnist-net").applied_to(Recipe()).batch_size == 128  # E9
    cifar = find_recipe("cifar-net").applied_to(Recipe())  # E10
    assert (cifar.optimizer, cifar.batch_size) == ("adam", 250)
    assert find_recipe("fashion-dense").applied_to(Recipe()).optimizer == "sgd"  # E11


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "holds no recipe"),
        (b"[]", "holds no recipe"),
        (b'{"title": "t", "recipe": {"speed": 1}}', "no setting 'speed'"),
        (b'{"title": "t", "recipe": {"epochs": 0}}', "epochs must be"),
        (b'{"title": 3, "recipe": {}}', "holds no recipe"),
        (b'{"title": "t", "recipe": {}, "more": 1}', "holds no recipe"),
        (b'{"layer_initialisations": {"conv1": 3}}', "must give conv1 a kind"),
        (b'{"layer_initialisations": {"conv1": {"kind": "magic"}}}', "kind must be one of"),
    ],
)
def test_a_file_that_is_no_recipe_is_refused(tmp_path: Path, content: bytes, words: str) -> None:
    path = tmp_path / "it.json"
    path.write_bytes(content)
    with pytest.raises(RecipeError, match=words):
        read_recipe(path)


def test_a_recipe_of_a_run_is_read_with_its_data(tmp_path: Path) -> None:
    path = tmp_path / "recipe.json"
    path.write_text(json.dumps({"dataset": "colour-shapes", "epochs": 3}))
    assert read_recipe(path).applied_to(KEPT).dataset == "colour-shapes"
