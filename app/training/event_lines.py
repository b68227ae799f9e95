"""Events of a training as lines of JSON: {"event": "StepDone", "step": 1, …}."""

from __future__ import annotations

from typing import Any

import msgspec

from app.training.events import EVENT_KINDS, TrainingEvent

_KIND_NAMED = {kind.__name__: kind for kind in EVENT_KINDS}


def event_line(event: TrainingEvent) -> bytes:
    """The event as one line, with its end."""
    fields = msgspec.json.encode(event)
    return b'{"event":"%b",%b\n' % (type(event).__name__.encode(), fields[1:])


def event_in(line: bytes) -> TrainingEvent | None:
    """The event in a line; None for a line that is not whole."""
    try:
        values = msgspec.json.decode(line, type=dict[str, Any])
        return msgspec.convert(values, _KIND_NAMED[values.pop("event")])
    except (msgspec.MsgspecError, KeyError, TypeError, UnicodeDecodeError, RecursionError):
        return None
