"""The language of the window: what is written in English in the code, said in another one.

The words stand in `resources/translations/convas_LANGUAGE.ts`, the format of Qt Linguist, and are
read from there as they are; `docs/translating.md` tells how a language is added.
"""

from __future__ import annotations

import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Mapping
from pathlib import Path

FOLDER = Path(__file__).resolve().parent.parent / "resources" / "translations"
ENGLISH = "en"
_FILE = "convas_{}.ts"
_words: dict[str, str] = {}
_spoken = [ENGLISH]


def tr(text: str, /, **values: object) -> str:
    """`text` in the window's language, with `{names}` in it replaced by `values`, formatted.

    Text that has no translation stays English. What is made when a module is loaded is said in the
    language chosen by then: `speak` comes before such imports.
    """
    said = _words.get(text, text)
    return said.format(**values) if values else said


def speak(language: str) -> None:
    """Say everything from now on in this language; English if there are no words of it.

    Raises OSError or ValueError if its words cannot be read; everything is English then.
    """
    _words.clear()
    _spoken[:] = [ENGLISH]
    if language in languages() and language != ENGLISH:
        _words.update(words_of(language))
        _spoken[:] = [language]


def spoken() -> str:
    """The language that everything is said in."""
    return _spoken[0]


def languages() -> tuple[str, ...]:
    """The languages that there are words for, as ISO 639 codes, English first."""
    found = (re.fullmatch(r"convas_(\w+)\.ts", path.name) for path in FOLDER.glob("*.ts"))
    return (ENGLISH, *sorted(match[1] for match in found if match))


def words_of(language: str) -> Mapping[str, str]:
    """English texts with their translations, those not finished left out.

    Raises OSError if the file cannot be read, ValueError if it is no file of Qt Linguist.
    """
    path = FOLDER / _FILE.format(language)
    try:
        root = ElementTree.parse(path).getroot()
    except ElementTree.ParseError as error:
        raise ValueError(f"{path.name} is damaged: {error}") from error
    return {
        message.findtext("source", ""): translation.text
        for message in root.iter("message")
        if (translation := message.find("translation")) is not None
        and translation.get("type") is None
        and translation.text
    }
