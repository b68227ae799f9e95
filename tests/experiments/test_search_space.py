"""What may be searched over, in text and as data."""

from __future__ import annotations

import pytest

from app.experiments.search_space import (
    Choices,
    Range,
    SearchSpace,
    parse_space,
    subjects,
    usual_range,
)
from app.network.fields import values_of
from app.training.recipe import Recipe
from tests.experiments.data import small_network

RECIPE = Recipe()


def parse(*texts: str) -> SearchSpace:
    return parse_space(texts, small_network(), RECIPE)


def test_settings_of_recipe_and_layers_are_read_from_text() -> None:
    space = parse("learning_rate=1e-4..1:log", "conv1.out_channels=4..32", "optimizer=sgd, adam")
    assert space.over == {
        "learning_rate": Range(1e-4, 1.0, log=True),
        "conv1.out_channels": Range(4, 32, whole=True),
        "optimizer": Choices(("sgd", "adam")),
    }


def test_a_space_is_the_same_after_being_written_and_read() -> None:
    space = parse("learning_rate=1e-4..0.3:log", "restore_best=true,false", "conv1.kernel_size=3,5")
    assert parse(*space.texts) == space


def test_values_reach_recipe_and_layer() -> None:
    space = parse("momentum=0.5..0.9", "conv1.out_channels=4..32")
    values = {"momentum": 0.6, "conv1.out_channels": 7}
    network, recipe = space.applied(small_network(), RECIPE, values)
    assert recipe.momentum == 0.6
    assert values_of(network.layers["conv1"])["out_channels"] == 7


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("learning_rate", "names no values"),
        ("learningrate=1..2", "of the recipe, these can"),
        ("epochs=1..2", "cannot be searched over"),
        ("conv9.out_channels=1..2", "there is no layer 'conv9'"),
        ("conv1.p=0..1", "conv1 has no setting 'p'; it has out_channels"),
        ("learning_rate=1..0.1", "1 is not below 0.1"),
        ("learning_rate=0..1:log", "begins above 0"),
        ("learning_rate=1..nan", "learning_rate: learning_rate must be a number"),
        ("batch_size=8..inf", "batch_size must be a whole number"),
        ("learning_rate=0.1:log", "log goes with a range"),
        ("learning_rate=0.1..1:linear", "log or nothing"),
        ("optimizer=sgd..adam", "name some of them"),
        ("optimizer=sgd,sgd", "two different values"),
        ("optimizer=sgd,lion", "must be one of sgd"),
        ("conv1.out_channels=4..1e9", "whole number from"),
        ("batch_size=8..16.5", "whole number"),
        ("learning_rate=1..2..3", "is no range"),
    ],
)
def test_what_makes_no_sense_is_said(text: str, said: str) -> None:
    with pytest.raises(ValueError, match=said):
        parse(text)


def test_nothing_to_search_and_a_subject_named_twice_are_refused() -> None:
    with pytest.raises(ValueError, match="at least one"):
        parse()
    with pytest.raises(ValueError, match="named twice"):
        parse("momentum=0..0.5", "momentum=0.5..0.9")


def test_a_range_in_factors_is_narrowed_in_factors() -> None:
    # The best lie at 1/2 and 3/4 of the way from 1e-4 to 1; a tenth more to each side.
    narrowed = Range(1e-4, 1.0, log=True).narrowed([1e-2, 1e-1])
    assert narrowed == Range(0.00398, 0.251, log=True)


def test_a_narrowed_range_stays_inside_the_old_one() -> None:
    assert Range(0.0, 1.0).narrowed([0.95, 1.0]) == Range(0.85, 1.0)
    assert Range(4, 32, whole=True).narrowed([4, 10]) == Range(4, 13, whole=True)
    assert Range(1, 2, whole=True).narrowed([1, 1]) == Range(1, 2, whole=True)


def test_choices_are_narrowed_to_those_among_the_best_unless_one_is_left() -> None:
    choices = Choices(("sgd", "adam", "adamw"))
    assert choices.narrowed(["adam", "adamw"]) == Choices(("adam", "adamw"))
    assert choices.narrowed(["adam", "adam"]) == choices


def test_every_subject_that_is_offered_has_a_usual_range_that_can_be_searched() -> None:
    network = small_network(normalised=True)
    for subject, field in subjects(network).items():
        among = usual_range(field, field.default)
        if among is not None:
            space = parse_space([f"{subject}={among.text}"], network, RECIPE)
            assert space.over[subject] == among
