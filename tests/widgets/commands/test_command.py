"""How well a command fits what was typed."""

from __future__ import annotations

import pytest

from widgets.commands.command import Command, distance


def command(title: str, place: str = "File") -> Command:
    return Command(title, place, lambda: None)


@pytest.mark.parametrize("typed", ["", "save", "SAVE", "as", "sav a", "file save", "sa", "ave"])
def test_words_parts_and_first_letters_fit(typed: str) -> None:
    assert distance(typed, command("Save as")) is not None


@pytest.mark.parametrize("typed", ["open", "asx", "save open", "vs", "edit", "sva", "av"])
def test_other_words_do_not_fit(typed: str) -> None:
    assert distance(typed, command("Save as")) is None


@pytest.mark.parametrize(
    ("typed", "title"),
    [("bn", "BatchNorm2d"), ("2d", "Conv2d"), ("gallry", "Open from gallery…")],
)
def test_parts_of_a_name_are_words_and_a_letter_may_be_missing(typed: str, title: str) -> None:
    assert distance(typed, command(title)) is not None


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("co", "Duplicate as branch"),
        ("in", "Minimap"),
        ("onx", "Horizontal centres, next"),
        ("train", "Take the scene for a lesson"),
    ],
)
def test_letters_scattered_over_a_long_name_do_not_fit(typed: str, title: str) -> None:
    assert distance(typed, command(title)) is None


def test_the_beginning_is_nearest_then_a_word_its_middle_its_place_and_its_letters() -> None:
    found = [
        distance("fit", each)
        for each in (
            command("Fit network"),
            command("Best fit"),
            command("Outfit"),
            command("Undo", place="Fitting"),
            command("Find a thing"),
        )
    ]
    assert None not in found
    assert found == sorted(found)  # type: ignore[type-var]
    assert len(set(found)) == len(found)


def test_signs_that_mean_something_in_patterns_are_only_signs() -> None:
    assert distance("a.c", command("abc")) is None
    assert distance("(", command("Zoom (in)")) is not None


def test_a_command_speaks_its_title_state_place_and_keys() -> None:
    said = Command("Group", "Edit ▸ Block", lambda: None, keys="Ctrl+G", possible=False).spoken
    assert said == "Group, not possible now, Edit ▸ Block, Ctrl+G"


def test_other_words_fit_behind_every_name() -> None:
    evaluation = Command("Evaluation", "Show panel", print, words="confusion matrix")
    lens = Command("Lens", "Export", print, help="Shows a confusion of sums")
    found = [distance("confus", each) for each in (command("No confusion"), evaluation, lens)]
    assert None not in found
    assert found == sorted(found)  # type: ignore[type-var]
    assert len(set(found)) == len(found)


def test_a_letter_or_two_do_not_ask_for_other_words() -> None:
    assert distance("co", Command("Evaluation", "Panel", print, words="confusion")) is None
