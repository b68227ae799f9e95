"""The TOML of a scene's block, and what is wrong with it, in words of the window's language."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from typing import Any

from app.language import tr

_REASONS = (
    (
        r"Invalid (value|date)",
        tr('a value is needed, such as 3, true or "text" in straight quotes'),
    ),
    (r"Expected '='", tr("behind a key stand = and its value")),
    (
        r"Invalid (statement|initial character)",
        tr("a key is needed, of the letters a to z, digits, _ and -"),
    ),
    (r"Expected newline", tr("a line has one key with its value, and nothing behind them")),
    (r"Unclosed array", tr("a list has commas between its values, and ] at its end")),
    (r"Unclosed inline table", tr("a table has commas between its keys, and } at its end")),
    (
        r"Unterminated string|Illegal character '\\n'|Expected [\"']['\"]",
        tr("a text has the same quote at its end as at its beginning"),
    ),
    (
        r"Cannot (overwrite|declare|mutate|redefine)|Duplicate",
        tr("a key is written twice"),
    ),
    (r"Unescaped", tr("in a text a backslash is written twice: {two}", two="\\\\")),
    (r"Expected '\]", tr("a line that begins with [ ends with ]")),
)
"""What Python's parser says, which is English, and our own words for it."""


class TomlError(ValueError):
    """No TOML; `line` is the line of the block, from 1, or 0 where it is all of it."""

    def __init__(self, line: int, words: str) -> None:
        super().__init__(words)
        self.line = line


def read_block(lines: Sequence[str]) -> dict[str, Any]:
    """The keys of a block with their values; TomlError says what is wrong, and where."""
    try:
        return tomllib.loads("\n".join(lines))
    except tomllib.TOMLDecodeError as error:
        said, _, place = str(error).rpartition(" (at ")
        if at := re.match(r"line (\d+), column (\d+)", place):
            line, column = int(at[1]), int(at[2])
        else:  # at the end
            line, column = len(lines), len(lines[-1]) + 1
        words = tr(
            "at column {column} this is no TOML: {reason}",
            column=column,
            reason=_reason(said),
        )
        raise TomlError(line, words) from error
    except ValueError as error:  # Python converts no number of more than some thousand digits
        raise TomlError(0, tr("a number has too many digits")) from error
    except RecursionError as error:
        raise TomlError(0, tr("this is nested too deeply")) from error


def _reason(said: str) -> str:
    """In our own words; what is seldom is left to the parser's."""
    known = (words for pattern, words in _REASONS if re.match(pattern, said))
    return next(known, tr("the parser says “{said}”", said=said))
