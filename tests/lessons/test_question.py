"""Answers are worked out from the network; what somebody types is understood."""

from __future__ import annotations

import pytest

from app.lessons.lesson import QuestionForm
from app.lessons.question import Answer, answer_of
from app.lessons.setting import network_of_lines, read_layer
from app.lessons.words import rich_text
from app.network.analysis import analyse
from app.network.layers.convolution import Conv2d
from app.network.patterns import lenet5


def answer(stated: float | str, *choices: str) -> Answer:
    network = lenet5()
    return answer_of(QuestionForm("?", stated, list(choices)), network, analyse(network))


@pytest.mark.parametrize(
    ("stated", "text", "arithmetic"),
    [
        ("height of conv1", "28", "(32 − 5)/1 + 1 = 28"),
        ("shape of conv1", "6×28×28", "(32 − 5)/1 + 1 = 28, for each of 6 maps"),
        ("parameters of conv1", "156", "6·5·5·1 + 6 = 156"),
        ("weights of fc1", "10,080", "120·84 = 10,080"),
        ("receptive field of conv2", "14×14", "6 + (5 − 1)·2 = 14"),
        ("parameters", "61,706", "156 + 2,416 + 48,120 + 10,164 + 850 = 61,706"),  # row E1
    ],
)
def test_what_is_asked_of_lenet_is_worked_out(stated: str, text: str, arithmetic: str) -> None:
    found = answer(stated)
    assert (found.text, found.arithmetic) == (text, arithmetic)


@pytest.mark.parametrize("stated", ["height of conv9", "height of fc1", "height", "depth of conv1"])
def test_what_cannot_be_worked_out_is_refused(stated: str) -> None:
    with pytest.raises(ValueError, match=r"conv9|no height|of which layer|cannot be worked out"):
        answer(stated)


@pytest.mark.parametrize("said", ["6×28×28", "6x28x28", "6 28 28", " 6 * 28 * 28 "])
def test_a_shape_may_be_typed_in_many_ways(said: str) -> None:
    assert answer("shape of conv1").allows(said, 0)
    assert not answer("shape of conv2").allows(said, 0)


def test_numbers_are_right_within_the_tolerance() -> None:
    assert answer(61_706).allows("61,706", 0)
    assert answer(-0.3).allows("−0.31", 0.02)
    assert not answer(-0.3).allows("0.3", 0.02)
    assert not answer(3).allows("three", 0)
    assert answer("receptive field of conv2").allows("14", 0)


def test_a_choice_is_right_or_not() -> None:
    found = answer("It explodes", "It explodes", "It stays")
    assert found.allows("It explodes", 0)
    assert not found.allows("It stays", 0)
    with pytest.raises(ValueError, match="none of the choices"):
        answer("It falls", "It explodes", "It stays")


def test_layers_are_written_as_the_lectures_do() -> None:
    assert read_layer("conv2d 6 5x3 s2 p1 bias=false") == Conv2d(6, (5, 3), 2, 1, bias=False)


def test_lines_may_branch_and_merge() -> None:
    lines = [
        "Input 3x8x8",
        "Conv2d 4 1x1 as left",
        "Conv2d 4 3x3 p1 as right from input",
        "Concatenate as both from left, right",
    ]
    network = network_of_lines(lines, "branches")
    assert network.sources_of["both"] == ("left", "right")
    assert analyse(network).layers["both"].output == (8, 8, 8)


def test_words_become_rich_text_and_nothing_else() -> None:
    markdown = "Some **bold**, *slanted* and `a*b*c` <b>words</b>.\nGo on.\n\n- one\n- two"
    assert rich_text(markdown) == (
        "<p>Some <b>bold</b>, <i>slanted</i> and <code>a*b*c</code> &lt;b&gt;words&lt;/b&gt;. "
        "Go on.</p><ul><li>one</li><li>two</li></ul>"
    )
    assert rich_text("2 * 3 * 4 = 24") == "<p>2 * 3 * 4 = 24</p>"
