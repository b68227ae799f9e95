"""What is wrong with a block's TOML is said with line and column, in our own words."""

from __future__ import annotations

import pytest

from app.lessons.toml_block import TomlError, read_block


def refused(*lines: str) -> tuple[int, str]:
    with pytest.raises(TomlError) as caught:
        read_block(lines)
    return caught.value.line, str(caught.value)


def test_what_is_right_is_read() -> None:
    assert read_block(['select = "conv1"', "set.conv1 = { stride = 2 }"]) == {
        "select": "conv1",
        "set": {"conv1": {"stride": 2}},
    }


@pytest.mark.parametrize(
    ("line", "column", "words"),
    [
        ("select = conv1", 10, "a value is needed"),
        ("select = “conv1”", 10, "straight quotes"),
        ("set.conv1 = { stride = }", 24, "a value is needed"),
        ("select conv1", 8, "behind a key stand = and its value"),
        ("= 3", 1, "a key is needed"),
        ("seed = 1,5", 9, "nothing behind them"),
        ('rows = ["A1" "A2"]', 14, "a list has commas"),
        ("train = { steps = 1 further = true }", 21, "a table has commas"),
        ('select = "conv1', 16, "the same quote at its end"),
        ("select = 'conv1", 16, "the same quote at its end"),
        ("mute.conv1 = { a = 1, a = 2 }", 28, "written twice"),
        ('words = "a \\ b"', 14, "a backslash is written twice: \\\\"),
        ("[question", 10, "ends with ]"),
    ],
)
def test_a_mistake_is_told_with_its_column(line: str, column: int, words: str) -> None:
    number, said = refused("zoom = 'all'", line)
    assert number == 2
    assert said.startswith(f"at column {column} this is no TOML: ")
    assert words in said
    assert "parser" not in said


def test_a_line_that_is_not_the_last_is_told() -> None:
    assert refused("a = 1", "b = ", "c = 2")[0] == 2
    assert refused("a = 1", "a = 2", "c = 2")[0] == 2


def test_what_is_seldom_is_told_in_the_words_of_the_parser() -> None:
    _line, said = refused('a = "\\uXY"')
    assert said.endswith("TOML: the parser says “Invalid hex value”")


def test_a_number_without_end_is_refused() -> None:
    assert refused("a = " + "9" * 5_000) == (0, "a number has too many digits")


def test_what_is_nested_too_deeply_is_refused() -> None:
    assert refused("a = " + "[" * 5_000) == (0, "this is nested too deeply")
