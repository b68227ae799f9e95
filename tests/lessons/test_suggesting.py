"""What is suggested can be read, and is true of the network."""

from __future__ import annotations

import pytest

from app.lessons.notice import read_notice
from app.lessons.setting import network_of_lines
from app.lessons.suggesting import answers, notice_of_score, notice_of_values, notices_of_network
from app.network.analysis import analyse

NETWORK = network_of_lines(["Input 1x28x28", "Conv2d 6 5x5", "MaxPool2d 5x5 s5", "Flatten"], "x")


def test_shape_parameters_and_problems_of_a_layer_are_suggested() -> None:
    said = list(notices_of_network(analyse(NETWORK), ("conv1", "pool1")))
    assert said[:4] == [
        "conv1: 6×24×24",
        "parameters of conv1: 156",
        "weights of conv1: 150",
        "receptive field of conv1: 5×5",
    ]
    assert any(text.startswith("problem at pool1: ") for text in said)
    assert all(read_notice(text).text == text for text in said)


@pytest.mark.parametrize(
    ("subject", "score", "said"),
    [
        ("validation accuracy", 0.903, "validation accuracy ≥ 85 %"),
        ("validation accuracy", 0.03, "validation accuracy ≥ 0 %"),
        ("training loss", 0.4, "training loss ≤ 0.51"),
        ("training loss", 250.0, "training loss ≤ 310"),
        ("training loss", 1e6, "training loss ≤ 1300000"),
    ],
)
def test_a_score_is_suggested_with_room_for_chance(subject: str, score: float, said: str) -> None:
    assert notice_of_score(subject, score) == said
    assert read_notice(said).kind == "score"


@pytest.mark.parametrize("subject", ["training loss", "validation accuracy"])
@pytest.mark.parametrize("score", [float("nan"), float("inf")])
def test_a_score_that_is_no_number_is_not_suggested(subject: str, score: float) -> None:
    assert notice_of_score(subject, score) == ""


def test_a_small_map_is_suggested_number_by_number() -> None:
    assert notice_of_values("conv1", [[3.0, -1.0], [-0.0, 0.25]]) == "values of conv1: 3 −1; 0 0.25"
    assert notice_of_values("conv1", [[0.0] * 7] * 7) == ""


def test_what_can_be_asked_comes_with_its_answer() -> None:
    found = {asked: answer.text for asked, answer in answers(NETWORK, ("conv1", "flatten1"))}
    assert found["height of conv1"] == "24"
    assert found["parameters"] == "156"
    assert "height of flatten1" not in found
