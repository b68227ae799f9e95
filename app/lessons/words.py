"""The Markdown of a scene's words as the rich text that Qt shows.

Paragraphs, lists with "- ", **bold**, *italic* and `code`; everything else stays as it is
written, and nothing is loaded or linked.
"""

from __future__ import annotations

import html
import re

_MARKS = (
    (re.compile(r"\*\*(.+?)\*\*"), r"<b>\1</b>"),
    (re.compile(r"(?<![\w*])\*(?!\s)(.+?)(?<!\s)\*(?![\w*])"), r"<i>\1</i>"),
)
_CODE = re.compile(r"`([^`]+)`")


def rich_text(markdown: str) -> str:
    """The words as HTML."""
    return "".join(_paragraph(each) for each in re.split(r"\n\s*\n", markdown.strip()) if each)


def _paragraph(text: str) -> str:
    lines = [line.strip() for line in text.splitlines()]
    if all(line.startswith("- ") for line in lines):
        return f"<ul>{''.join(f'<li>{_inline(line[2:])}</li>' for line in lines)}</ul>"
    return f"<p>{_inline(' '.join(lines))}</p>"


def _inline(text: str) -> str:
    """Code first: what stands in it is shown as it is."""
    parts = _CODE.split(html.escape(text, quote=False))
    for number, part in enumerate(parts):
        if number % 2:
            parts[number] = f"<code>{part}</code>"
        else:
            for mark, replacement in _MARKS:
                part = mark.sub(replacement, part)
            parts[number] = part
    return "".join(parts)
